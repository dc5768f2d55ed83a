import * as z from 'zod';
import { clockState } from '../../shared/clock.ts';
import type { LedgerEntry } from '../../shared/ledger.ts';
import type { Person } from '../../shared/people.ts';
import { expertOf, isOpen, isSent, type Query } from '../../shared/query.ts';
import { Refused } from '../../shared/refused.ts';
import { assignable, type Candidate, rank } from '../../shared/routing.ts';
import { hasLeft } from '../../shared/sharing.ts';
import { transitions } from '../../shared/transitions.ts';
import { CardPage } from '../../web/pages/card.tsx';
import type { TimelineEvent } from '../../web/parts/timeline.tsx';
import { ok, route } from './route.ts';

const assignableFrom: readonly string[] = transitions.assign.from;

const candidateOf = (candidate: Candidate) => ({
  expertId: candidate.expert.id,
  name: candidate.expert.name,
  fit: candidate.fit,
  open: candidate.open,
  capacity: candidate.expert.expertise.capacity,
  exclusions: [...candidate.exclusions],
  assignable: assignable(candidate),
  ...(candidate.lastAssignedAt ? { lastAssignedAt: candidate.lastAssignedAt } : {}),
});

/** GET /queries/{id}/card: one query as the secretariat sees it, with its ledger and the experts who could take it. */
export const queryCard = route({
  in: 'desk',
  method: 'GET',
  path: '/queries/{id}/card',
  summary: 'One query by its metadata: clock, timeline, and experts ranked with reasons. Never title or text.',
  may: 'oversee',
  input: z.strictObject({}),
  run: async ({ loaded, query, now, queries, directory, settings }) => {
    if (!isSent(query)) throw new Refused('not-found');
    const [roster, institution, entries, asker, set] = await Promise.all([
      directory.roster(),
      directory.findInstitution(query.institutionId),
      queries.ledgerOf(loaded),
      directory.findPerson(query.askerId),
      settings.current(),
    ]);
    const loads = await queries.loadsOf(roster.map(({ id }) => id));
    const names = new Map(roster.map(({ id, name }) => [id, name]));
    const { id, version, reference, status, topic, state, language, urgency, length, submittedAt, clock } = query;
    const expertId = expertOf(query);
    const expertName = expertId ? names.get(expertId) : undefined;
    const mayAssign = assignableFrom.includes(status);
    return ok({
      ...{ id, version, reference, status, topic, state, language, urgency, length, submittedAt, mayAssign },
      institutionId: query.institutionId,
      institutionName: institution?.name ?? '',
      institutionKind: query.institutionKind,
      clock: { ...clock, state: clockState(clock, now, set.calendar) },
      ...(expertName ? { expertName } : {}),
      events: entries.map((entry) => eventOf(entry, names)),
      candidates: mayAssign ? rank(query, roster, loads, now.slice(0, 10)).map(candidateOf) : [],
      mayGrantUrgency: urgency.level === 'requested' && isOpen(query),
      urgentDays: set.targets.firstAdvice.urgent,
      confidentiality: query.confidentiality,
      successors: hasLeft(query, asker) ? successorsOf(query, await directory.listPeople('official')) : [],
    });
  },
  page: CardPage,
});

/** Colleagues of the asker who could take the query over, now that the asker left. */
const successorsOf = ({ institutionId, askerId }: Query, officials: readonly Person[]) =>
  officials
    .filter((one) => one.role === 'official' && one.institutionId === institutionId)
    .filter((one) => one.id !== askerId && one.status === 'active')
    .map(({ id, name }) => ({ id, name }));

function eventOf(entry: LedgerEntry, names: ReadonlyMap<string, string>): TimelineEvent {
  const { queryId: _1, sequence: _2, previousHash: _3, hash: _4, actor, ...event } = entry;
  const concerns = 'expertId' in event.details ? names.get(event.details.expertId) : undefined;
  const actorName = names.get(actor.id);
  return {
    ...event,
    actorRole: actor.role,
    ...(actorName ? { actorName } : {}),
    ...(concerns ? { expertName: concerns } : {}),
  };
}
