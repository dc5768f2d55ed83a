import type { HubAction, QueryAction } from '../../shared/access.ts';
import type { Role } from '../../shared/people.ts';
import type { Status } from '../../shared/query.ts';

// Who may do what, written by hand from the design (§5 to §7) and the rules of need-to-know, never from the code:
// a line is an action, and for each way to stand to a query the statuses in which it may be done.
// The auditor has no line of queries at all: ledgers, and no query.

/** How somebody stands to a query, in the design's words. */
export type Standing =
  | 'asker'
  | 'co-owner'
  | 'expert with an offer'
  | 'expert with a grant'
  | 'secretariat'
  | 'member with broken glass'
  | 'the router'
  | 'the watch';

type Rule = Partial<Record<Standing, readonly Status[]>>;

const draft: readonly Status[] = ['draft'];
const sent: readonly Status[] = ['held', 'submitted', 'offered', 'in_progress', 'answered'];
const always: readonly Status[] = [...draft, ...sent];
/** Not answered yet, so that there is still something to hurry. */
const open: readonly Status[] = ['held', 'submitted', 'offered', 'in_progress'];

/** What may be done with one query. */
export const queryRules: Record<QueryAction, Rule> = {
  // A draft is its asker's side's alone; so is what was written of it, at any time.
  save: { asker: draft, 'co-owner': draft },
  send: { asker: draft, 'co-owner': draft },
  hold: { asker: draft, 'co-owner': draft },
  'read-draft': { asker: always, 'co-owner': always },

  // Content: those who ask, and the expert who accepted, while the grant lasts. Nobody else, the secretariat least of all.
  read: { asker: always, 'co-owner': always, 'expert with a grant': ['in_progress', 'answered'] },
  // Break-glass reads, and does nothing else.
  'read-through-glass': { 'member with broken glass': sent },
  'request-glass': { secretariat: sent },
  'approve-glass': { secretariat: sent },
  'refuse-glass': { secretariat: sent },

  // Those who ask follow their query and see who has seen it. Only the asker lets people in, and consents to less secrecy.
  follow: { asker: always, 'co-owner': always },
  'see-access': { asker: always, 'co-owner': always },
  'add-co-owner': { asker: always },
  'remove-co-owner': { asker: always },
  restrict: { asker: always, 'co-owner': always },
  unrestrict: { asker: always },

  // An expert: a blind offer first; content only after accepting; a way out before and after.
  consider: { 'expert with an offer': ['offered'] },
  accept: { 'expert with an offer': ['offered'] },
  decline: { 'expert with an offer': ['offered'] },
  recuse: { 'expert with a grant': ['in_progress'] },
  answer: { 'expert with a grant': ['in_progress'] },

  // The secretariat: metadata, clocks, assignment, people, standing. Of what was sent, never of drafts.
  oversee: { secretariat: sent },
  assign: { secretariat: ['submitted', 'offered', 'in_progress'] },
  'grant-urgency': { secretariat: open },
  'hand-over': { secretariat: sent },

  // The hub's own functions: one brings queries and experts together and apart, one looks after what falls due.
  release: { 'the router': ['held'] },
  offer: { 'the router': ['submitted'] },
  'report-unplaced': { 'the router': ['submitted'] },
  'end-access': { 'the router': ['offered', 'in_progress'] },
  'end-window': { 'the router': ['answered'] },
  attend: { 'the watch': sent },
  'route-again': { 'the watch': ['submitted'] },
  expire: { 'the watch': ['offered'] },
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
  'manage-people': ['secretariat'],
  'change-settings': ['secretariat'],
  'audit-ledgers': ['auditor'],
};

const keysOf = <Key extends string>(table: Record<Key, unknown>) => Object.keys(table) as Key[];

/** Every action on a query, and every action without one. */
export const queryActions = keysOf(queryRules);
export const hubActions = keysOf(hubRules);
