import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { fromItem } from '../../functions/lib/query-item.ts';
import type { QueryAction } from '../../shared/access.ts';
import { expertOf } from '../../shared/assignment.ts';
import type { Change } from '../../shared/change.ts';
import { proposeReferral, turnDown } from '../../shared/closing.ts';
import { nextCheckAt } from '../../shared/due.ts';
import { askAbout } from '../../shared/informing.ts';
import { canonical, firstFault, LedgerEntry } from '../../shared/ledger.ts';
import { isEnded, isOpen, isSent, type Query, turnOf } from '../../shared/query.ts';
import { Refused } from '../../shared/refused.ts';
import { regionOf } from '../../shared/regions.ts';
import { shippedSettings } from '../../shared/settings.ts';
import { extend, mark } from '../../shared/timing.ts';
import { transitions } from '../../shared/transitions.ts';
import { chance } from '../chance.ts';
import { patience } from '../long.ts';
import { proof } from '../rules/proof.ts';
import { decides, past, rewritten } from './by-hand.ts';
import { changing } from './client.ts';
import { fromLedger, type Told } from './from-ledger.ts';
import { asking, everythingChecked, steps } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const askers = ['litia', 'kossi', 'salim', 'mutinta'];
const experts = ['ingrid', 'aissatou', 'karim', 'grace', 'tomas', 'rosa', 'lucia'];
const desk = ['helen', 'yusuf'];

/** One thing that somebody does with some query, fitting or not; what carries a query on comes up most. */
const verbs = [
  ...(['draft', 'save', 'send', 'send', 'send', 'read', 'accept', 'accept', 'accept', 'decline', 'recuse'] as const),
  ...(['ask-information', 'give-information', 'give-information', 'add-information', 'pause', 'resume'] as const),
  ...(['save-advice', 'add-note', 'ask-review', 'ask-review', 'accept-clearance', 'accept-clearance'] as const),
  ...(['decline-clearance', 'return', 'approve', 'approve', 'follow-up', 'thank', 'reopen', 'withdraw'] as const),
  ...(['discard', 'give-feedback', 'assign', 'grant-urgency', 'extend', 'ask-about', 'turn-down'] as const),
  ...(['propose-referral', 'refuse-referral', 'accept-referral', 'mark', 'time', 'time'] as const),
];
const deeds = fc.record({
  verb: fc.constantFrom(...verbs),
  which: fc.nat(),
  who: fc.nat(),
  topic: fc.constantFrom('legislation', 'npm', 'ratification', 'nhri', 'other'),
  language: fc.constantFrom('en', 'fr', 'ar', 'ru'),
  urgent: fc.boolean(),
});
type Deed = typeof deeds extends fc.Arbitrary<infer One> ? One : never;

const pick = <One>(from: readonly One[], at: number): One | undefined => from[at % from.length];
const ids: string[] = [];
const stored = async (id: string): Promise<Query | undefined> => {
  const item = await world.itemIn('Queries', { id });
  return item && fromItem(item);
};

/** A query for whose next check the time has come. */
function late(query: Query): Query {
  if (query.status === 'submitted') return { ...query, routingDueAt: past };
  if (query.status === 'offered') return { ...query, offer: { ...query.offer, expiresAt: past } };
  if (query.status === 'answered') return { ...query, closesAt: past };
  if (query.status !== 'in_review') return query;
  const { adviceVersion, clearer } = query.clearance;
  if (clearer?.status === 'asked')
    return { ...query, clearance: { adviceVersion, clearer: { ...clearer, expiresAt: past } } };
  return clearer ? query : { ...query, clearance: { adviceVersion, routingDueAt: past } };
}

/** What the secretariat decides, where no page is needed for it. */
const decisions: Partial<Record<Deed['verb'], (id: string, who: string) => Promise<number>>> = {
  extend: (id, who) =>
    decided(id, 'extend', who, (query, now) =>
      extend(query, { dueOn: '2099-03-02', reason: 'complex' }, shippedSettings, now),
    ),
  'ask-about': (id, who) =>
    decided(id, 'ask-about', who, (query, now) => askAbout(query, 'scope', shippedSettings, now)),
  'turn-down': (id, who) =>
    decided(id, 'turn-down', who, (query, now) =>
      turnDown(query, { reason: 'asked-elsewhere', turnTo: 'apt' }, shippedSettings, now),
    ),
  'propose-referral': (id, who) =>
    decided(id, 'propose-referral', who, (query, now) => proposeReferral(query, 'ohchr', now)),
};

/** What each form sends that is not empty. */
const inputs: Partial<Record<Deed['verb'], object>> = {
  accept: { noConflict: 'yes' },
  decline: { reason: 'no-time' },
  recuse: { reason: 'other' },
  'ask-information': { asked: 'Which bill?' },
  'give-information': { information: 'The second.' },
  'add-information': { information: 'More.' },
  'save-advice': { advice: 'A draft' },
  'add-note': { note: 'A note' },
  'ask-review': { advice: 'Advice' },
  'accept-clearance': { noConflict: 'yes' },
  'decline-clearance': { reason: 'no-time' },
  return: { comment: 'Say why.' },
  approve: everythingChecked,
  'follow-up': { followUp: 'And superiors?' },
  reopen: { followUp: 'And now?' },
  withdraw: { sure: 'yes' },
  'give-feedback': { answered: 'yes', clear: 'yes', inTime: 'partly' },
  'accept-referral': { consent: 'yes' },
};

const byExpert = ['accept', 'decline', 'recuse', 'ask-information', 'save-advice', 'add-note', 'ask-review'];
const byClearer = ['accept-clearance', 'decline-clearance', 'return', 'approve'];

/** Who could do it as the query stands, or now and then somebody who could not. */
function actorOf({ verb, who }: Deed, query: Query | undefined): string {
  const lucky = who % 8 > 0;
  const holder = query && expertOf(query);
  const clearer = query?.status === 'in_review' ? query.clearance.clearer?.expertId : undefined;
  const expert = lucky && holder ? world.nameOf(holder) : pick(experts, who);
  const asker = lucky && query ? world.nameOf(query.askerId) : pick(askers, who);
  if (verb === 'assign' || verb === 'grant-urgency') return pick(desk, who) ?? '';
  if (byClearer.includes(verb)) return (lucky && clearer ? world.nameOf(clearer) : pick(experts, who)) ?? '';
  if (byExpert.includes(verb) || (verb === 'read' && who % 2 === 0)) return expert ?? '';
  return asker ?? '';
}

/** Mostly something that fits where the query stands, so that much of what happens carries it on. */
async function fitting({ verb, which, who }: Deed): Promise<Deed['verb']> {
  const id = pick(ids, which);
  if (!id || verb === 'draft' || verb === 'time' || who % 6 === 0) return verb;
  const query = await stored(id);
  const moves: Record<string, { from: readonly string[] }> = transitions;
  const fit = verbs.filter((one) => query && moves[one]?.from.includes(query.status));
  return pick(fit, verbs.indexOf(verb) + who) ?? verb;
}

/** Does it as whoever could, or as somebody who could not; a refusal is as good as a success. */
async function perform(chosen: Deed): Promise<number> {
  const deed = { ...chosen, verb: await fitting(chosen) };
  const { verb, which, who, topic, language, urgent } = deed;
  const question = {
    ...{ ...asking, topic, language },
    ...(urgent ? { urgency: 'requested', neededBy: '2099-01-31', urgencyReason: 'Soon' } : {}),
  };
  // Nothing is thrown away or taken back so often that little else happens.
  if ((verb === 'discard' || verb === 'withdraw' || verb === 'turn-down') && who % 4 > 0) return 200;
  const id = pick(ids, which) ?? '';
  if (verb === 'time' || verb === 'mark') {
    if (id && verb === 'time') await rewritten(world, id, late);
    if (id && verb === 'mark') await isMarked(id);
    await world.hub.tick('watch');
    return 200;
  }
  const query = id ? await stored(id) : undefined;
  const decision = decisions[verb];
  if (decision) return decision(id, pick(desk, who) ?? '');
  const actor = actorOf(deed, query);
  const { token } = await world.credentialsOf(actor);
  if (verb === 'read') return (await world.wire.json('GET', `/queries/${id}`, { token })).status;
  const path = verb === 'draft' ? '/queries' : `/queries/${id}/${verb}`;
  const input = {
    ...(verb === 'draft' || verb === 'save' ? question : inputs[verb]),
    ...(verb === 'assign' ? { expertId: world.personOf(pick(experts, which) ?? '').id, assignReason: 'best-fit' } : {}),
  };
  const headers = changing(verb === 'draft' ? undefined : query?.version);
  const answer = await world.wire.json('POST', path, { token, input, headers });
  if (verb === 'draft' && answer.status === 201)
    ids.push(z.object({ id: z.string() }).parse(JSON.parse(answer.text)).id);
  return answer.status;
}

/** A threshold of the clock goes on record, as if its time had come. */
async function isMarked(id: string): Promise<void> {
  await decided(id, 'mark', 'watch', (query, now) => {
    if (!isSent(query)) throw new Refused('not-possible-now');
    const { atRiskAt, dueAt, longOverdueAt } = query.clock;
    const moment = [atRiskAt, dueAt, longOverdueAt][query.told.length % 3] ?? '';
    const change = mark(query, { secretariat: [], head: [] }, new Date(Date.parse(moment) + 1).toISOString());
    return { ...change, query: { ...change.query, updatedAt: now } };
  });
}

async function decided(
  id: string,
  action: QueryAction,
  who: string,
  decide: (query: Query, now: string) => Change,
): Promise<number> {
  if (!id) return 404;
  try {
    await decides(world, who, id, action, decide);
    return 200;
  } catch (error) {
    if (error instanceof Refused) return 409;
    throw error;
  }
}

/** Where a row of the board stands, by what its ledger tells: what waits comes before how the expert stands. */
function viewOf({ status, pause, endedAt, passedBy }: Told, unplaced: boolean): string {
  if (endedAt) return 'ended';
  if (status === 'answered') return 'answered';
  if (pause) return 'paused';
  if (status === 'held') return 'held';
  if (status === 'submitted') return unplaced || passedBy.length > 0 ? 'unassigned' : 'new';
  return status === 'in_review' ? 'in-review' : 'with-expert';
}

const same = (one: unknown, other: unknown): boolean => canonical({ one }) === canonical({ one: other });

type Clocked = ReturnType<typeof fromLedger>;

/** What the indexes keep of a query that was sent, by its ledger. */
function indexed(query: Query, item: Record<string, unknown>, told: Clocked): Record<string, boolean> {
  if (!isSent(query))
    return { row: item.row === undefined && item.viewKey === undefined && item.deskKey === undefined };
  const view = viewOf(told, query.status === 'submitted' && query.unplaced === true);
  const { clock } = told;
  const row = {
    ...{ id: query.id, version: told.version, settingsVersion: 1, reference: query.reference, status: told.status },
    ...{ view, topic: query.topic, state: query.state, region: regionOf(query.state), language: query.language },
    ...{ urgency: told.urgencyGranted ? 'granted' : query.urgency.level, restricted: false },
    ...{ submittedAt: told.submittedAt, updatedAt: told.updatedAt, atRiskAt: clock?.atRiskAt, dueAt: clock?.dueAt },
    ...{ longOverdueAt: clock?.longOverdueAt, pausedSince: told.pause?.since, stoppedAt: clock?.stoppedAt },
    expertId: told.offeredTo ?? told.grantedTo,
  };
  const open = isOpen(query) && !told.pause;
  return {
    row: same(item.row, row),
    viewKey: item.viewKey === view && item.dueAt === clock?.dueAt,
    deskKey: item.deskKey === (open ? 'open' : undefined),
    expertKey: item.expertKey === row.expertId,
    workSort: !row.expertId || item.workSort === `${isOpen(query) ? 'open' : 'done'} ${told.createdAt}`,
  };
}

/** Each thing that is kept of a query, and whether its ledger tells the same. */
function agreements(
  query: Query,
  item: Record<string, unknown>,
  told: Clocked,
  sealed: readonly Record<string, unknown>[],
): Record<string, boolean> {
  const check = nextCheckAt(query);
  const sent = isSent(query) ? query : undefined;
  const clearer = sent?.status === 'in_review' ? sent.clearance.clearer : undefined;
  const grant = sent && 'grant' in sent ? sent.grant : undefined;
  const { pause } = sent ?? {};
  const listed = query.status === 'discarded' ? undefined : told.asker;
  const waits = pause && { ...pause, nextReminderAt: undefined };
  return {
    status: query.status === told.status,
    version: query.version === told.version,
    times: query.createdAt === told.createdAt && query.updatedAt === told.updatedAt,
    asker: query.askerId === told.asker && item.askerKey === listed && (!listed || item.sortAt === told.createdAt),
    turn: String(item.askerSort).startsWith('waits ') === (turnOf(query) === 'asker'),
    parts: 'parts' in query && same(query.parts, told.parts),
    sealed: told.parts.every(({ part, version }) =>
      sealed.some((row) => row.queryId === query.id && row.part === part && row.version === version),
    ),
    urgency: !sent || (sent.urgency.level === 'granted') === told.urgencyGranted,
    clock: same(sent?.clock, told.clock),
    submittedAt: sent?.submittedAt === told.submittedAt,
    answeredAt: sent?.status !== 'answered' || sent.answeredAt === told.answeredAt,
    endedAt: !sent || !isEnded(sent) || sent.endedAt === told.endedAt,
    wordDueAt: !sent || isEnded(sent) || sent.wordDueAt === told.wordDueAt,
    routingDueAt: sent?.status !== 'submitted' || sent.routingDueAt === told.routingDueAt,
    offer: (sent?.status === 'offered' ? sent.offer.expertId : undefined) === told.offeredTo,
    grant: same([grant?.expertId, grant?.endsAt], [told.grantedTo, told.grantEndsAt]),
    clearance: same(
      sent?.status === 'in_review' ? [sent.clearance.adviceVersion, clearer?.status, clearer?.expertId] : [],
      told.clearance ? [told.clearance.adviceVersion, told.clearance.status, told.clearance.expertId] : [],
    ),
    pause: same(waits, told.pause),
    told: same([...(sent?.told ?? [])].sort(), [...told.told].sort()),
    drafters: same(sent?.drafters ?? [], told.drafters),
    passedBy: same(sent?.passedBy ?? [], told.passedBy),
    replaced: same(sent?.replaced ?? [], told.replaced),
    clearancePassedBy: same(sent?.clearancePassedBy ?? [], told.clearancePassedBy),
    lastAdviser: sent?.lastAdviser === told.lastAdviser,
    referral: sent?.referral?.partner === told.referral,
    ...indexed(query, item, told),
    check:
      query.status === 'discarded'
        ? item.checkKey === 'erase'
        : item.checkKey === (check ? 'due' : undefined) && item.nextCheckAt === check,
  };
}

describe('after a lively history', () => {
  let happened: number[] = [];

  test(
    'of which much was refused and nothing broke',
    async () => {
      const { seed } = chance();
      console.log(`history of seed ${seed}`);
      const length = { minLength: 260, maxLength: 260, size: 'max' } as const;
      const [history = []] = fc.sample(fc.array(deeds, length), { numRuns: 1, seed });
      const first: Deed[] = history.slice(0, 12).map((deed) => ({ ...deed, verb: 'draft' }));
      for (const [index, deed] of [...first, ...history].entries()) {
        // Every now and then three things at once.
        const together = [deed, ...history.slice(index, index + 2)].filter(({ verb }) => verb !== 'time');
        if (index % 4 === 0) happened.push(...(await Promise.all(together.map(perform))));
        else happened.push(await perform(deed));
        if (index % 6 === 0) await world.hub.drain();
      }
      await world.hub.drain();
      // Chance seldom leads a question to its answer: some are led there, one is asked on, one thanked for, one opened again.
      const people = steps(world);
      for (const next of ['', 'follow-up', 'thank', 'reopen']) {
        const { id } = await people.answered('eloisa', { topic: 'interviewing', language: 'pt' });
        ids.push(id);
        const moves = async (verb: string, input: object = {}) =>
          people.post('eloisa', `/queries/${id}/${verb}`, input, await people.versionOf(id));
        if (next === 'follow-up') await moves(next, { followUp: 'And superiors?' });
        if (next === 'thank' || next === 'reopen') await moves('thank');
        if (next === 'reopen') await moves(next, { followUp: 'And now?' });
      }
      ids.push(await people.sent('chimwemwe'));
      await world.hub.drain();
      happened = happened.sort();
      expect(happened.filter((status) => status >= 500 && status !== 503)).toEqual([]);
      expect(happened.filter((status) => status < 300).length).toBeGreaterThan(40);
      expect(new Set(happened).size).toBeGreaterThan(2);
    },
    patience,
  );

  test('what is kept of each query is what its ledger tells, and the chain is whole', async () => {
    const { check, report } = proof('queries-agree-with-ledger');
    const sealed = await world.everythingIn('Sealed');
    const items = new Map((await world.everythingIn('Queries')).map((item) => [String(item.id), item]));
    const seen = new Set<string>();
    for (const id of ids) {
      const entries = z.array(LedgerEntry).parse(await world.entriesOf(id));
      const item = items.get(id) ?? {};
      const query = fromItem(item);
      const told = fromLedger(entries);
      seen.add(query.status);
      const agree = { chain: (await firstFault(id, entries)) === undefined, ...agreements(query, item, told, sealed) };
      const disagreeing = Object.entries(agree)
        .filter(([, agrees]) => !check(agrees))
        .map(([name]) => name);
      expect([id, disagreeing, entries.map(({ code }) => code)]).toEqual([id, [], entries.map(({ code }) => code)]);
    }
    report();
    console.log(`seen: ${[...seen].sort()}`);
    expect(ids.length).toBeGreaterThan(10);
    expect(seen.size).toBeGreaterThanOrEqual(12);
  });

  test('each expert carries exactly what the ledgers say they were offered or granted and have not finished', async () => {
    const carried = new Map<string, string[]>(experts.map((name) => [name, []]));
    for (const id of ids) {
      const { offeredTo, grantedTo, grantEndsAt } = fromLedger(z.array(LedgerEntry).parse(await world.entriesOf(id)));
      const expert = offeredTo ?? (grantEndsAt ? undefined : grantedTo);
      if (expert) carried.get(world.nameOf(expert))?.push(id);
    }
    const Load = z.object({ openQueries: z.set(z.string()).default(new Set()) });
    for (const [name, open] of carried) {
      const item = await world.itemIn('Queries', { id: `load#${world.personOf(name).id}` });
      expect([name, [...Load.parse(item ?? {}).openQueries].sort()]).toEqual([name, open.sort()]);
    }
  });

  test('every query that was sent has one reference, and every notice has come to its end', async () => {
    const items = await world.everythingIn('Queries');
    const named = items.filter(({ reference }) => reference).map(({ reference, id }) => `${reference} ${id}`);
    const kept = items
      .filter(({ id }) => String(id).startsWith('reference#'))
      .map(({ id, queryId }) => `${String(id).slice('reference#'.length)} ${queryId}`);
    expect(named.sort()).toEqual(kept.sort());
    const notices = await world.everythingIn('Notices');
    expect(notices.filter(({ status }) => status !== 'sent')).toEqual([]);
    expect(world.hub.inbox()).toHaveLength(notices.length);
  });
});
