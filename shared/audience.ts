import { clearerOf, expertAtWork, mayStandIn } from './assignment.ts';
import type { EventCode } from './events.ts';
import type { QueryNoticeKind } from './notice-kinds.ts';
import type { Notice } from './notices.ts';
import { isSent, type Query } from './query.ts';

type Recipient =
  | 'asker'
  | 'co-owners'
  | 'offered expert'
  | 'expert at work'
  | 'deputy'
  | 'clearing expert'
  | 'secretariat'
  | 'head'
  | 'somebody named';
type AboutQuery = Extract<Notice, { queryId: string }>;
type Telling = { recipient: Recipient; kind: QueryNoticeKind };

const to = (kind: QueryNoticeKind, ...recipients: readonly Recipient[]): Telling[] =>
  recipients.map((recipient) => ({ recipient, kind }));

/** The events that somebody is told of, by which kind of notice; of every other event nobody is. */
const audience: Partial<Record<EventCode, readonly Telling[]>> = {
  submitted: to('received', 'asker'),
  held: [...to('received', 'asker'), ...to('held', 'secretariat')],
  offered: [...to('offer', 'offered expert'), ...to('grant-ended', 'somebody named')],
  'offer-reminded': to('offer-reminder', 'offered expert'),
  unplaced: to('no-expert', 'secretariat'),
  accepted: to('assigned', 'asker', 'co-owners'),
  'taken-over': to('grant-ended', 'somebody named'),
  recused: to('grant-ended', 'somebody named'),
  'expert-suspended': to('grant-ended', 'somebody named'),
  'conflict-found': [...to('conflict-appeared', 'secretariat'), ...to('grant-ended', 'somebody named')],
  'information-asked': to('information-asked', 'asker', 'co-owners'),
  // What the secretariat asked, the secretariat hears of; an expert who is only offered it may not read yet.
  'information-given': to('information-arrived', 'expert at work', 'secretariat'),
  'information-added': to('information-arrived', 'expert at work', 'clearing expert'),
  reminded: to('information-reminder', 'asker', 'co-owners'),
  'closing-proposed': to('closing-proposed', 'asker', 'co-owners', 'secretariat'),
  extended: to('extended', 'asker', 'co-owners'),
  'clearer-asked': [...to('clearance-asked', 'clearing expert'), ...to('grant-ended', 'somebody named')],
  'clearer-unplaced': to('no-clearer', 'secretariat'),
  returned: to('returned', 'expert at work'),
  answered: to('advice-available', 'asker', 'co-owners'),
  'follow-up-asked': to('follow-up-asked', 'expert at work'),
  closed: [...to('closed', 'asker', 'co-owners'), ...to('grant-ended', 'somebody named')],
  withdrawn: to('grant-ended', 'somebody named'),
  'not-advised': [...to('not-advised', 'asker', 'co-owners'), ...to('grant-ended', 'somebody named')],
  'referral-proposed': to('referral-proposed', 'asker'),
  referred: [...to('referral-agreed', 'secretariat'), ...to('grant-ended', 'somebody named')],
  silent: to('keep-in-touch', 'expert at work', 'secretariat'),
  'urgency-granted': to('urgency-granted', 'expert at work', 'clearing expert'),
  'at-risk': to('at-risk', 'expert at work', 'clearing expert', 'secretariat'),
  overdue: to('overdue', 'expert at work', 'clearing expert', 'deputy', 'secretariat'),
  'long-overdue': to('long-overdue', 'head'),
  'erasure-announced': to('erasure-ahead', 'asker', 'co-owners'),
  'co-owner-added': to('shared-with-you', 'somebody named'),
  // Whoever takes a query over hears of an emergency reading that the one who left can no longer hear of.
  'handed-over': [...to('handed-over', 'asker', 'co-owners'), ...to('break-glass', 'somebody named')],
  'glass-requested': to('glass-asked', 'secretariat'),
  'glass-approved': to('break-glass', 'asker', 'co-owners'),
};

/** The people outside the query whom an event may concern: the secretariat's active members, their head, a deputy, some by name. */
type Others = {
  secretariat?: readonly string[];
  head?: readonly string[];
  /** Whom the expert at work names as their deputy. */
  deputyId?: string | undefined;
  named?: readonly (string | undefined)[];
};

const those = (...ids: readonly (string | undefined)[]): string[] => ids.filter((id) => id !== undefined);

/** Who stands in for the expert at work, as far as they may. */
const deputyFor = (query: Query, deputyId: string | undefined): readonly string[] =>
  deputyId && expertAtWork(query) && isSent(query) && mayStandIn(query, deputyId) ? [deputyId] : [];

/** The notices that follow from an event; `query` is the query after it. */
export function noticesOf(
  code: EventCode,
  query: Query,
  { secretariat = [], head, deputyId, named = [] }: Others = {},
): AboutQuery[] {
  const idsOf: Record<Recipient, readonly string[]> = {
    asker: [query.askerId],
    'co-owners': query.coOwners,
    'offered expert': query.status === 'offered' ? [query.offer.expertId] : [],
    'expert at work': those(expertAtWork(query)),
    deputy: deputyFor(query, deputyId),
    'clearing expert': those(clearerOf(query)),
    secretariat,
    head: head ?? secretariat,
    'somebody named': those(...named),
  };
  const tellings = audience[code] ?? [];
  const notices = tellings.flatMap(({ recipient, kind }) =>
    idsOf[recipient].map((recipientId) => ({ kind, recipientId, queryId: query.id })),
  );
  // A deputy may be the one who clears: nobody is told the same thing twice.
  const isFirst = ({ kind, recipientId }: AboutQuery, index: number) =>
    notices.findIndex((one) => one.kind === kind && one.recipientId === recipientId) === index;
  return notices.filter(isFirst);
}

/** The secretariat's task when mail does not reach somebody. */
export const undeliverableNotices = (secretariat: readonly string[], personId: string): Notice[] =>
  secretariat.map((recipientId) => ({ kind: 'undeliverable', recipientId, personId }));
