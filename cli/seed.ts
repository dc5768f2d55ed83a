import { contentStore } from '../functions/lib/content-store.ts';
import { dataKeys } from '../functions/lib/data-keys.ts';
import { directory } from '../functions/lib/directory.ts';
import { queryStore } from '../functions/lib/query-store.ts';
import { settingsReader } from '../functions/lib/settings.ts';
import type { Asking } from '../shared/asked.ts';
import type { Change } from '../shared/change.ts';
import { DeclineReason, type Feedback, RecusalReason, RequestKind } from '../shared/choices.ts';
import type { Expert, Official } from '../shared/people.ts';
import type { SentQuery } from '../shared/query.ts';
import { Refused } from '../shared/refused.ts';
import { assignable, type Candidate, eligible, type Load, rank, rankClearers } from '../shared/routing.ts';
import { topicIds } from '../shared/topics.ts';
import { CannotRun, type Operator } from './operator.ts';
import { type Fate, live, type Write } from './seeded-life.ts';

const hour = 3_600_000;
const day = 24 * hour;
const month = 30 * day;

/** What is made up: how many questions, received from when to when, and by default of everybody, on everything, faring by chance. */
type Plan = {
  count: number;
  from: number;
  to: number;
  draw?: Draw;
  askers?: (official: Official) => boolean;
  about?: Partial<Asking>;
  fate?: (draw: Draw, receivedAt: number, until: number) => Fate;
  /** Questions led through their lives side by side. */
  atOnce?: number;
};

/** What a seed draws its chances from, from nothing to just below one. */
type Draw = () => number;

const pick = <One>(draw: Draw, all: readonly One[]): One => {
  const one = all[Math.floor(draw() * all.length)];
  if (one === undefined) throw new Error('there is nothing to choose from');
  return one;
};

/** Where what is made up is written, and whom it is made up of. */
type Place = {
  write: Write;
  people: ReturnType<typeof directory>;
  settings: ReturnType<typeof settingsReader>;
  loadsOf: (expertIds: readonly string[]) => Promise<Map<string, Load>>;
};

/** Where everything of a question is written on this machine's hub; the vault's own tables and key, which no operator of a deployed one has. */
function writer(at: Operator): Place {
  const { dynamo, kms, ledgerTable, noticesTable, directoryTable, vault } = at;
  if (!vault || !directoryTable || !noticesTable)
    throw new CannotRun('Questions are only ever made up on this machine: npm run hub -- --local seed.');
  const queries = queryStore(dynamo, {
    ...{ queries: vault.queriesTable, ledger: ledgerTable },
    ...{ notices: noticesTable, directory: directoryTable },
  });
  const contents = contentStore(
    dynamo,
    {
      ...{ sealed: vault.sealedTable, keys: vault.keysTable, queries: vault.queriesTable },
      ...{ ledger: ledgerTable, directory: directoryTable },
    },
    { queries, keys: dataKeys(dynamo, vault.keysTable, vault.contentKeyId, kms) },
  );
  return {
    people: directory(dynamo, directoryTable),
    settings: settingsReader(dynamo, directoryTable),
    loadsOf: queries.loadsOf,
    write: async (loaded, change, caller, now) => {
      const head = await contents.commit(loaded, { ...change, notices: [] }, { caller, now });
      return { query: change.query, head };
    },
  };
}

const answers = ['yes', 'yes', 'yes', 'partly', 'no'] as const;

/** How one question fares, by chance: most are answered in time, some are not, some are declined or given back on the way. */
function fateBy(draw: Draw, receivedAt: number, until: number): Fate {
  const happens = (often: number) => draw() < often;
  const feedback: Feedback = { answered: pick(draw, answers), clear: pick(draw, answers), inTime: pick(draw, answers) };
  return {
    ...{ receivedAt, until },
    ...(happens(0.12) ? { declined: { after: draw() * day, reason: pick(draw, DeclineReason.options) } } : {}),
    acceptedAfter: hour + draw() * 1.5 * day,
    ...(happens(0.03) ? { recused: { after: draw() * 3 * day, reason: pick(draw, RecusalReason.options) } } : {}),
    ...(happens(0.2) ? { asked: { after: draw() * day, givenAfter: hour + draw() * 12 * day } } : {}),
    ...(happens(0.03) ? { withdrawnAfter: draw() * 4 * day } : {}),
    handedInAfter: 4 * hour + draw() * draw() * 16 * day,
    clearedAfter: 2 * hour + draw() * 2 * day,
    ...(happens(0.5) ? { feedback } : {}),
    ...(happens(0.1) ? { followUp: { after: draw() * 10 * day, handedInAfter: 4 * hour + draw() * 6 * day } } : {}),
    ...(happens(0.6) ? { thankedAfter: hour + draw() * 20 * day } : {}),
  };
}

function askingBy(draw: Draw, { locale }: Official): Asking {
  return {
    title: 'A made-up question',
    body: `${'Made up to see how the hub bears many questions. '.repeat(1 + Math.floor(draw() * 20))}Nobody asked it.`,
    requestKind: draw() < 0.1 ? 'document-review' : pick(draw, RequestKind.options),
    topic: pick(draw, topicIds),
    language: locale,
    urgency: 'standard',
    confidentiality: 'standard',
    individualCase: 'no',
  };
}

/** Who gives made-up questions to experts: as the router would, and where nobody fits as the secretariat would by hand. */
function desk(roster: readonly Expert[], loads: Map<string, Load>) {
  const openOf = (expertId: string) => loads.get(expertId)?.openQueries ?? [];
  /** What a change does to the open work of experts. */
  function book({ query, load }: Pick<Change, 'query' | 'load'>): void {
    const { release, take } = load ?? {};
    if (release) {
      const openQueries = openOf(release).filter((id) => id !== query.id);
      loads.set(release, { ...loads.get(release), openQueries });
    }
    if (take) {
      const openQueries = [...new Set([...openOf(take.expertId), query.id])];
      loads.set(take.expertId, { openQueries, lastAssignedAt: take.at });
    }
  }
  return {
    book,
    /** The place is taken at once, since other questions are looking for theirs meanwhile. */
    adviser(query: SentQuery, at: string): Candidate | undefined {
      const ranked = rank(query, roster, loads, at.slice(0, 10));
      const found = eligible(ranked)[0] ?? ranked.find(assignable);
      if (found) book({ query, load: { take: { expertId: found.expert.id, capacity: 0, at } } });
      return found;
    },
    clearer: (query: SentQuery, at: string): Candidate | undefined => {
      const ranked = rankClearers(query, roster, loads, at.slice(0, 10));
      return eligible(ranked)[0] ?? ranked.find(assignable);
    },
  };
}

/** When the questions of a seed begin: more than a whole calendar year ago, so that every figure has something to show. */
export const seedFrom = (now: number): number => now - 670 * day;

/** `hub --local seed`: makes up questions on this machine's hub. */
export const seed = (at: Operator, plan: Plan, say: (line: string) => void) => makeUp(writer(at), plan, say);

/** Makes up questions, oldest first, and leads each through its life by the hub's own decisions. */
export async function makeUp(
  { write, people, settings, loadsOf }: Place,
  { count, from, to, draw = Math.random, askers = () => true, about = {}, fate = fateBy, atOnce = 16 }: Plan,
  say: (line: string) => void,
): Promise<{ made: number; left: number }> {
  const [officials, members, roster, institutions, current] = await Promise.all([
    people.listPeople('official'),
    people.listPeople('secretariat'),
    people.roster(),
    people.listInstitutions(),
    settings.current(),
  ]);
  const asking = officials
    .filter((person) => person.role === 'official')
    .filter(askers)
    .flatMap((asker) =>
      institutions.filter(({ id }) => id === asker.institutionId).map((institution) => ({ asker, institution })),
    );
  const vouched = asking.filter(({ institution }) => institution.standing.status === 'confirmed');
  const [member] = members.flatMap((person) => (person.role === 'secretariat' ? [person] : []));
  if (!member) throw new CannotRun('Somebody of the secretariat must be on the list of people first.');
  const now = Date.now();
  const moments = Array.from({ length: count }, () => from + draw() * (to - from)).sort((a, b) => a - b);
  const { adviser, clearer, book } = desk(roster, await loadsOf(roster.map(({ id }) => id)));
  const everywhere = { member, settings: current, adviser, clearer };
  const booked: Write = async (loaded, change, caller, moment) => {
    const written = await write(loaded, change, caller, moment);
    book(change);
    return written;
  };
  let [made, left, next] = [0, 0, 0];
  async function worker(): Promise<void> {
    for (let place = next++; place < moments.length; place = next++) {
      const receivedAt = moments[place] ?? now;
      // What was held long ago has been looked into since.
      const cast = pick(draw, receivedAt < now - month && vouched.length > 0 ? vouched : asking);
      try {
        await live(booked, { ...askingBy(draw, cast.asker), ...about }, fate(draw, receivedAt, now), {
          ...cast,
          ...everywhere,
        });
      } catch (error) {
        // No expert has room, or the hub itself was quicker; what there is of this one stays as it is.
        if (!(error instanceof Refused)) throw error;
        left += 1;
      }
      made += 1;
      if (made % 500 === 0) say(`${made} of ${count}`);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker));
  say(
    `${made} questions were made up; ${left} of them were left as they were: no expert had room, or the hub moved them first.`,
  );
  return { made, left };
}
