import * as z from 'zod/mini';
import { expertOf } from './assignment.ts';
import { Id, Moment, Ordinal } from './fields.ts';
import { QueryLanguage } from './languages.ts';
import { isEnded, type SentQuery, statuses } from './query.ts';
import { Region, regionOf } from './regions.ts';
import { State } from './states.ts';
import { Topic } from './topics.ts';

/** Under which heading the desk finds a query: each is under one, so that every view is one range of one index. */
export const DeskView = z.enum([
  'new',
  'unassigned',
  'held',
  'paused',
  'in-review',
  'with-expert',
  'answered',
  'ended',
]);
export type DeskView = z.infer<typeof DeskView>;

/** What a row of the board shows, kept beside the query in the desk's indexes: metadata only, and no more than a row needs. */
export const DeskRow = z.lazy(() =>
  z.strictObject({
    id: Id,
    version: Ordinal,
    settingsVersion: Ordinal,
    reference: z.string(),
    status: z.enum(statuses),
    view: DeskView,
    topic: Topic,
    state: State,
    region: Region,
    language: QueryLanguage,
    urgency: z.enum(['standard', 'requested', 'granted']),
    restricted: z.boolean(),
    submittedAt: Moment,
    updatedAt: Moment,
    atRiskAt: Moment,
    dueAt: Moment,
    longOverdueAt: Moment,
    pausedSince: z.optional(Moment),
    stoppedAt: z.optional(Moment),
    expertId: z.optional(Id),
  }),
);
export type DeskRow = z.infer<typeof DeskRow>;

/** The heading of a query: what waits for the desk comes before how the expert stands. */
function deskViewOf(query: SentQuery): DeskView {
  if (isEnded(query)) return 'ended';
  if (query.status === 'answered') return 'answered';
  if (query.pause) return 'paused';
  if (query.status === 'held') return 'held';
  if (query.status === 'submitted') return query.unplaced || query.passedBy.length > 0 ? 'unassigned' : 'new';
  return query.status === 'in_review' ? 'in-review' : 'with-expert';
}

/** The board's row of a query. */
export function deskRowOf(query: SentQuery): DeskRow {
  const { id, version, reference, status, topic, state, language, urgency, submittedAt, updatedAt, clock } = query;
  const expertId = expertOf(query);
  return {
    ...{ id, version, reference, status, topic, state, language, submittedAt, updatedAt },
    settingsVersion: clock.settings,
    view: deskViewOf(query),
    region: regionOf(state),
    urgency: urgency.level,
    restricted: query.confidentiality === 'restricted',
    atRiskAt: clock.atRiskAt,
    dueAt: clock.dueAt,
    longOverdueAt: clock.longOverdueAt,
    ...(query.pause ? { pausedSince: query.pause.since } : {}),
    ...(clock.stoppedAt ? { stoppedAt: clock.stoppedAt } : {}),
    ...(expertId ? { expertId } : {}),
  };
}
