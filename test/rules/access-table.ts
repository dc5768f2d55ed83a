import type { HubAction, QueryAction } from '../../shared/access.ts';
import type { Role } from '../../shared/people.ts';
import type { Status } from '../../shared/query.ts';

// Who may do what, written by hand from the design (§5 to §8), the rules of need-to-know and the life of a query, never from
// the code: a line is an action, and for each way to stand to a query the statuses in which it may be done.
// The auditor has no line of queries at all: ledgers, and no query.

/** How somebody stands to a query, in the design's words. */
export type Standing =
  | 'asker'
  | 'co-owner'
  | 'holder of a receipt'
  | 'expert with an offer'
  | 'expert with a grant'
  | 'deputy'
  | 'expert asked to clear'
  | 'expert who clears'
  | 'secretariat'
  | 'member with broken glass'
  | 'the router'
  | 'the watch'
  | 'the eraser';

type Rule = Partial<Record<Standing, readonly Status[]>>;

const draft: readonly Status[] = ['draft'];
/** Not answered yet, so that there is still something to hurry. */
const open: readonly Status[] = ['held', 'submitted', 'offered', 'in_progress', 'needs_information', 'in_review'];
const answered: readonly Status[] = ['answered'];
const ended: readonly Status[] = ['closed', 'declined', 'referred', 'withdrawn'];
const sent: readonly Status[] = [...open, ...answered, ...ended];
/** While there is something to read. */
const always: readonly Status[] = [...draft, ...sent];
/** With an expert who accepted it. */
const withExpert: readonly Status[] = ['in_progress', 'needs_information', 'in_review'];
/** While the expert may read: at work, and in the window after the answer, however the query ended meanwhile. */
const granted: readonly Status[] = [...withExpert, ...answered, ...ended];
const atWork: readonly Status[] = ['in_progress'];
const inReview: readonly Status[] = ['in_review'];
/** Where the hub's time can be stopped by request: while it is the hub's turn. */
const hubsTurn: readonly Status[] = ['held', 'submitted', 'offered', 'in_progress', 'in_review'];
/** Where the asker may owe an answer: asked by the expert, or by the desk before there was one. */
const asked: readonly Status[] = ['held', 'submitted', 'offered', 'needs_information'];

/** What may be done with one query. */
export const queryRules: Record<QueryAction, Rule> = {
  // A draft is its asker's side's alone; so is what was written of it, at any time. It is thrown away by its asker, or by time.
  save: { asker: draft, 'co-owner': draft },
  send: { asker: draft, 'co-owner': draft },
  'read-draft': { asker: always, 'co-owner': always },
  discard: { asker: draft },
  'expire-draft': { 'the watch': draft },

  // Content: those who ask, the expert who accepted while the grant lasts, the second expert while they clear. Nobody else,
  // the secretariat least of all; a deputy and whoever is only asked see a card with nothing of the text.
  read: { asker: always, 'co-owner': always, 'expert with a grant': granted, 'expert who clears': inReview },
  // Break-glass reads, and does nothing else.
  'read-through-glass': { 'member with broken glass': sent },
  'request-glass': { secretariat: sent },
  'approve-glass': { secretariat: sent },
  'refuse-glass': { secretariat: sent },

  // Those who ask follow their query and see who has seen it. Only the asker lets people in, and consents to less secrecy.
  follow: { asker: always, 'co-owner': always },
  'see-access': { asker: always, 'co-owner': always },
  'keep-receipt': { asker: always, 'co-owner': always, 'holder of a receipt': ['erased'] },
  'add-co-owner': { asker: [...draft, ...open, ...answered] },
  'remove-co-owner': { asker: always },
  restrict: { asker: always, 'co-owner': always },
  unrestrict: { asker: always },

  // Those who ask say more, and ask on; taking it back, letting it wait and being referred are the asker's own decisions.
  'give-information': { asker: asked, 'co-owner': asked },
  'add-information': { asker: hubsTurn, 'co-owner': hubsTurn },
  'follow-up': { asker: answered, 'co-owner': answered },
  thank: { asker: answered, 'co-owner': answered },
  reopen: { asker: ['closed'], 'co-owner': ['closed'] },
  'give-feedback': { asker: ['answered', 'closed'] },
  withdraw: { asker: [...open, ...answered] },
  'accept-referral': { asker: open },
  'refuse-referral': { asker: open },
  // A hold is the asker's wish, whether they say so here or to the secretariat.
  pause: { asker: hubsTurn },
  'let-wait': { secretariat: hubsTurn },
  resume: { asker: hubsTurn, secretariat: hubsTurn },

  // An expert: a blind offer first; content only after accepting; a way out before and after.
  consider: { 'expert with an offer': ['offered'] },
  accept: { 'expert with an offer': ['offered'] },
  decline: { 'expert with an offer': ['offered'] },
  recuse: { 'expert with a grant': withExpert },
  'ask-information': { 'expert with a grant': atWork },
  'save-advice': { 'expert with a grant': ['in_progress', 'needs_information'] },
  'ask-review': { 'expert with a grant': atWork },
  'add-note': { 'expert with a grant': withExpert, 'expert who clears': inReview },

  // A deputy: what their colleague is at, without the text; and to go on with it, but for what is with a second expert.
  'stand-by': { deputy: withExpert },
  'take-over': { deputy: ['in_progress', 'needs_information'] },

  // A second expert: a blind card first here too; nothing leaves that they did not clear.
  'consider-clearance': { 'expert asked to clear': inReview },
  'accept-clearance': { 'expert asked to clear': inReview },
  'decline-clearance': { 'expert asked to clear': inReview, 'expert who clears': inReview },
  return: { 'expert who clears': inReview },
  approve: { 'expert who clears': inReview },

  // The secretariat: metadata, clocks, assignment, people, standing. Of what was sent, never of drafts. It asks about what it
  // can know before there is an expert, and ends what cannot be answered.
  oversee: { secretariat: sent },
  assign: { secretariat: ['submitted', 'offered', ...withExpert] },
  'assign-clearer': { secretariat: inReview },
  'ask-about': { secretariat: ['held', 'submitted'] },
  extend: { secretariat: open },
  'grant-urgency': { secretariat: open },
  'change-topic': { secretariat: open },
  'turn-down': { secretariat: open },
  'propose-referral': { secretariat: open },
  'close-unanswered': { secretariat: ['held', 'submitted', 'offered', 'needs_information'] },
  'hand-over': { secretariat: sent },
  'hold-erasure': { secretariat: ended },
  'release-erasure': { secretariat: ended },

  // The hub's own functions: one brings queries and experts together and apart, one looks after what falls due, one erases
  // what has ended, and meets nothing that has not.
  release: { 'the router': ['held'] },
  offer: { 'the router': ['submitted'] },
  'report-unplaced': { 'the router': ['submitted'] },
  'ask-clearer': { 'the router': inReview },
  'report-uncleared': { 'the router': inReview },
  'end-access': { 'the router': ['offered', ...withExpert] },
  'end-clearance': { 'the router': inReview },
  'end-window': { 'the router': [...answered, ...ended] },
  attend: { 'the watch': always },
  'route-again': { 'the watch': ['submitted'] },
  'remind-expert': { 'the watch': ['offered'] },
  expire: { 'the watch': ['offered'] },
  'seek-clearer': { 'the watch': inReview },
  'expire-clearance': { 'the watch': inReview },
  'remind-asker': { 'the watch': asked },
  'propose-closing': { 'the watch': asked },
  mark: { 'the watch': open },
  'note-silence': { 'the watch': open },
  retime: { 'the watch': open },
  'close-window': { 'the watch': answered },
  'announce-erasure': { 'the watch': ended },
  dispose: { 'the eraser': [...ended, 'discarded', 'erased'] },
  erase: { 'the eraser': ended },
};

/** What may be done without a query in hand, by the roles that may; `nobody` is somebody who is not signed in. */
export const hubRules: Record<HubAction, readonly (Role | 'nobody')[]> = {
  anyone: ['official', 'expert', 'secretariat', 'auditor', 'nobody'],
  'be-signed-in': ['official', 'expert', 'secretariat', 'auditor'],
  ask: ['official'],
  'list-own': ['official'],
  'list-queue': ['expert'],
  'edit-own-profile': ['expert'],
  'see-board': ['secretariat'],
  'see-reports': ['secretariat'],
  'manage-people': ['secretariat'],
  'change-settings': ['secretariat'],
  'audit-ledgers': ['auditor'],
};

const keysOf = <Key extends string>(table: Record<Key, unknown>) => Object.keys(table) as Key[];

/** Every action on a query, and every action without one. */
export const queryActions = keysOf(queryRules);
export const hubActions = keysOf(hubRules);
