import * as z from 'zod/mini';
import { verbsOpenTo } from '../../shared/access.ts';
import { expertOf } from '../../shared/assignment.ts';
import { isSent, type Query, type SentQuery } from '../../shared/query.ts';
import { checkCode } from '../../shared/receipt.ts';
import { Refused } from '../../shared/refused.ts';
import { assignable, type Candidate, eligible, rank, rankClearers, whyNobody } from '../../shared/routing.ts';
import { hasLeft, successorsFor } from '../../shared/sharing.ts';
import { CardPage } from '../../web/pages/card.tsx';
import { clockCardOf, eventOf, standingOf } from './card-facts.ts';
import { ok, route } from './route.ts';

/** How many earlier queries of the same institution the card names. */
const mostOthers = 10;

const candidateOf = (candidate: Candidate) => ({
  expertId: candidate.expert.id,
  name: candidate.expert.name,
  fit: candidate.fit,
  speaks: candidate.speaks,
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
  run: async ({ loaded, query, caller, now, queries, directory, settings }) => {
    if (!isSent(query)) throw new Refused('not-found');
    const [roster, institution, entries, asker, set, clockSet, { queries: others }] = await Promise.all([
      directory.roster(),
      directory.findInstitution(query.institutionId),
      queries.ledgerOf(loaded),
      directory.findPerson(query.askerId),
      settings.current(),
      settings.of(query.clock.settings),
      queries.listOfInstitution({ caller, actions: ['oversee'], now }, query.institutionId),
    ]);
    const loads = await queries.loadsOf(roster.map(({ id }) => id));
    const names = new Map(roster.map(({ id, name }) => [id, name]));
    const { id, version, reference, status, topic, state, language, urgency, length, submittedAt } = query;
    const expertId = expertOf(query);
    const checked = checkCode(entries);
    const expertName = expertId ? names.get(expertId) : undefined;
    const can = verbsOpenTo(query, caller, now);
    const today = now.slice(0, 10);
    const ranked = can.includes('assign') ? rank(query, roster, loads, today) : [];
    return ok({
      ...{ id, version, reference, status, topic, state, language, urgency, length, submittedAt, can },
      requestKind: query.requestKind,
      replyLanguages: query.replyLanguages,
      ...(checked ? { checkCode: checked } : {}),
      institutionId: query.institutionId,
      institutionName: institution?.name ?? '',
      institutionKind: query.institutionKind,
      clock: clockCardOf(query, clockSet, now),
      ...(expertName ? { expertName } : {}),
      ...standingOf(query, names),
      events: entries.map((entry) => eventOf(entry, names)),
      candidates: ranked.map(candidateOf),
      ...(ranked.length > 0 && eligible(ranked).length === 0 ? { nobody: whyNobody(ranked) } : {}),
      clearers: can.includes('assign-clearer') ? rankClearers(query, roster, loads, today).map(candidateOf) : [],
      urgentDays: set.targets.firstAdvice.urgent,
      confidentiality: query.confidentiality,
      successors: hasLeft(query, asker) ? successorsFor([query], await directory.listPeople('official')) : [],
      others: othersOf(query, others),
    });
  },
  page: CardPage,
});

/** The latest other queries of the same institution, by their metadata. */
const othersOf = (query: SentQuery, listed: readonly Query[]) =>
  listed
    .filter(isSent)
    .filter(({ id }) => id !== query.id)
    .slice(0, mostOthers)
    .map(({ id, reference, topic, status, submittedAt }) => ({
      ...{ id, reference, topic, status, submittedAt },
      url: `/queries/${id}/card`,
    }));
