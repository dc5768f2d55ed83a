import { contentStore } from '../functions/lib/content-store.ts';
import { dataKeys } from '../functions/lib/data-keys.ts';
import { directory } from '../functions/lib/directory.ts';
import { queryStore } from '../functions/lib/query-store.ts';
import { settingsReader } from '../functions/lib/settings.ts';
import type { Asking } from '../shared/asked.ts';
import { DeclineReason, type Feedback, RecusalReason, RequestKind } from '../shared/ledger.ts';
import type { Expert, Official } from '../shared/people.ts';
import type { SentQuery } from '../shared/query.ts';
import { Refused } from '../shared/refused.ts';
import { eligible, type Load, rank, rankClearers } from '../shared/routing.ts';
import { topicIds } from '../shared/topics.ts';
import { CannotRun, type Operator } from './operator.ts';
import { type Fate, live, type Write } from './seeded-life.ts';

const hour = 3_600_000;
const day = 24 * hour;

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
};

/** Where everything of a question is written on this machine's hub; the vault's own tables and key, which no operator of a deployed one has. */
function writer(at: Operator): Place {
  const { dynamo, kms, ledgerTable, noticesTable, directoryTable, vault } = at;
  if (!vault || !directoryTable || !noticesTable)
    throw new CannotRun('Questions are only ever made up on this machine: npm run hub -- --local seed.');
  const queries = queryStore(dynamo, { queries: vault.queriesTable, ledger: ledgerTable, notices: noticesTable });
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

/** Experts as they are loaded while questions are made up; what the store refuses is the last word. */
function desk(roster: readonly Expert[]) {
  const loads = new Map<string, Load>();
  return {
    adviser: (query: SentQuery, at: string): Expert | undefined => {
      const expert = eligible(rank(query, roster, loads, at.slice(0, 10)))[0]?.expert;
      if (expert) loads.set(expert.id, { openQueries: [], lastAssignedAt: at });
      return expert;
    },
    clearer: (query: SentQuery, at: string): Expert | undefined => {
      return eligible(rankClearers(query, roster, loads, at.slice(0, 10)))[0]?.expert;
    },
  };
}

/** When the questions of a seed begin: more than a whole calendar year ago, so that every figure has something to show. */
export const seedFrom = (now: number): number => now - 670 * day;

/** `hub --local seed`: makes up questions on this machine's hub. */
export const seed = (at: Operator, plan: Plan, say: (line: string) => void) => makeUp(writer(at), plan, say);

/** Makes up questions, oldest first, and leads each through its life by the hub's own decisions. */
export async function makeUp(
  { write, people, settings }: Place,
  { count, from, to, draw = Math.random, askers = () => true, about = {}, fate = fateBy, atOnce = 16 }: Plan,
  say: (line: string) => void,
): Promise<{ made: number; left: number }> {
  const [officials, roster, institutions, current] = await Promise.all([
    people.listPeople('official'),
    people.roster(),
    people.listInstitutions(),
    settings.current(),
  ]);
  const asking = officials.filter((person) => person.role === 'official').filter(askers);
  const now = Date.now();
  const moments = Array.from({ length: count }, () => from + draw() * (to - from)).sort((a, b) => a - b);
  const found = desk(roster);
  let [made, left, next] = [0, 0, 0];
  async function worker(): Promise<void> {
    for (let place = next++; place < moments.length; place = next++) {
      const asker = pick(draw, asking);
      const institution = institutions.find(({ id }) => id === asker.institutionId);
      if (!institution) throw new Error('an official asks for an institution on the register');
      const cast = { asker, institution, settings: current, ...found };
      try {
        await live(write, { ...askingBy(draw, asker), ...about }, fate(draw, moments[place] ?? now, now), cast);
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
