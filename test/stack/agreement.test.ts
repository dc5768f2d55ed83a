import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { fromItem } from '../../functions/lib/query-item.ts';
import { firstFault, LedgerEntry } from '../../shared/ledger.ts';
import { sealedParts } from '../../shared/query.ts';
import { proof } from '../rules/proof.ts';
import { changing } from './client.ts';
import { fromLedger } from './from-ledger.ts';
import { asking } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const askers = ['litia', 'kossi', 'salim', 'mutinta'];
const experts = ['ingrid', 'aissatou', 'karim', 'grace', 'tomas', 'rosa', 'lucia'];
const desk = ['helen', 'yusuf'];
const past = '2026-01-01T00:00:00.000Z';

/** One thing that somebody does with some query, fitting or not. */
const deeds = fc.record({
  verb: fc.constantFrom(
    'draft',
    'save',
    'send',
    'send',
    'read',
    'accept',
    'accept',
    'decline',
    'answer',
    'assign',
    'grant-urgency',
    'time',
  ),
  which: fc.nat(),
  who: fc.nat(),
  topic: fc.constantFrom('legislation', 'npm', 'ratification', 'nhri', 'other'),
  language: fc.constantFrom('en', 'fr', 'ar', 'ru'),
  urgent: fc.boolean(),
});
type Deed = typeof deeds extends fc.Arbitrary<infer One> ? One : never;

const pick = <One>(from: readonly One[], at: number): One | undefined => from[at % from.length];
const ids: string[] = [];
const Held = z.object({ expertId: z.string() }).optional();

/** Lets the time of a query's next check come, and the watch look at it. */
async function timePasses(id: string): Promise<void> {
  const item = await world.itemIn('Queries', { id });
  if (item?.status === 'submitted') await world.craft('Queries', { id }, { nextCheckAt: past, routingDueAt: past });
  if (item?.status === 'offered')
    await world.craft(
      'Queries',
      { id },
      { nextCheckAt: past, offer: { ...z.looseObject({}).parse(item.offer), expiresAt: past } },
    );
  await world.hub.tick('watch');
}

/** Does it as whoever could, or as somebody who could not; a refusal is as good as a success. */
async function perform({ verb, which, who, topic, language, urgent }: Deed): Promise<number> {
  const question = {
    ...{ ...asking, topic, language },
    ...(urgent ? { urgency: 'requested', neededBy: '2099-01-31', urgencyReason: 'Soon' } : {}),
  };
  const id = pick(ids, which) ?? '';
  if (verb === 'time') {
    if (id) await timePasses(id);
    return 200;
  }
  const query = id ? await world.itemIn('Queries', { id }) : undefined;
  const { offer, grant, askerId, version } = z
    .object({ offer: Held, grant: Held, askerId: z.string().optional(), version: z.int().optional() })
    .parse(query ?? {});
  const holder = offer?.expertId ?? grant?.expertId;
  const expert = holder && who % 8 ? world.nameOf(holder) : pick(experts, who);
  const asker = askerId && who % 8 ? world.nameOf(askerId) : pick(askers, who);
  const member = pick(desk, who);
  const posts: Partial<Record<Deed['verb'], readonly [string | undefined, object]>> = {
    draft: [pick(askers, who), question],
    save: [asker, question],
    send: [asker, {}],
    accept: [expert, { noConflict: 'yes' }],
    decline: [expert, { reason: 'no-time' }],
    answer: [expert, { body: 'Advice' }],
    assign: [member, { expertId: world.personOf(pick(experts, which) ?? '').id }],
    'grant-urgency': [member, {}],
  };
  const [actor = '', input = {}] = posts[verb] ?? [who % 2 ? asker : expert];
  const { token } = await world.credentialsOf(actor);
  if (verb === 'read') return (await world.wire.json('GET', `/queries/${id}`, { token })).status;
  const path = verb === 'draft' ? '/queries' : `/queries/${id}/${verb}`;
  const answer = await world.wire.json('POST', path, {
    token,
    input,
    headers: changing(verb === 'draft' ? undefined : version),
  });
  if (verb === 'draft' && answer.status === 201)
    ids.push(z.object({ id: z.string() }).parse(JSON.parse(answer.text)).id);
  return answer.status;
}

describe('after a lively history', () => {
  let happened: number[] = [];

  test('of which much was refused and nothing broke', async () => {
    const seed = Date.now();
    console.log(`history of seed ${seed}`);
    const length = { minLength: 150, maxLength: 150, size: 'max' } as const;
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
    happened = happened.sort();
    expect(happened.filter((status) => status >= 500 && status !== 503)).toEqual([]);
    expect(happened.filter((status) => status < 300).length).toBeGreaterThan(40);
    expect(new Set(happened).size).toBeGreaterThan(2);
  });

  test('what is kept of each query is what its ledger tells, and the chain is whole', async () => {
    const { check, report } = proof('queries-agree-with-ledger');
    const sealed = await world.everythingIn('Sealed');
    const items = new Map((await world.everythingIn('Queries')).map((item) => [String(item.id), item]));
    for (const id of ids) {
      const entries = z.array(LedgerEntry).parse(await world.entriesOf(id));
      const item = items.get(id) ?? {};
      const query = fromItem(item);
      const told = fromLedger(entries);
      const expert = told.offeredTo ?? told.grantedTo;
      const sent = told.status !== 'draft';
      const agree = {
        chain: (await firstFault(id, entries)) === undefined,
        status: query.status === told.status,
        version: query.version === told.version,
        questionVersion: query.questionVersion === told.questionVersion,
        times: query.createdAt === told.createdAt && query.updatedAt === told.updatedAt,
        asker: query.askerId === told.asker && item.askerKey === told.asker && item.sortAt === told.createdAt,
        urgency: (query.urgency.level === 'granted') === told.urgencyGranted,
        clock: JSON.stringify('clock' in query ? query.clock : undefined) === JSON.stringify(told.clock),
        submittedAt: ('submittedAt' in query ? query.submittedAt : undefined) === told.submittedAt,
        answeredAt: ('answeredAt' in query ? query.answeredAt : undefined) === told.answeredAt,
        offer: ('offer' in query ? query.offer.expertId : undefined) === told.offeredTo,
        grant: ('grant' in query ? query.grant.expertId : undefined) === told.grantedTo,
        passedBy: JSON.stringify('passedBy' in query ? query.passedBy : []) === JSON.stringify(told.passedBy),
        expertKey: item.expertKey === expert,
        deskKey: item.deskKey === (sent ? 'open' : undefined) && item.dueAt === told.clock?.dueAt,
        checkKey: item.checkKey === (told.check ? 'due' : undefined) && item.nextCheckAt === told.check,
        sealed: sealedParts(query).every(({ part, version }) =>
          sealed.some((row) => row.queryId === id && row.part === part && row.version === version),
        ),
      };
      const disagreeing = Object.entries(agree)
        .filter(([, agrees]) => !check(agrees))
        .map(([name]) => name);
      expect([id, disagreeing, entries.map(({ code }) => code)]).toEqual([id, [], entries.map(({ code }) => code)]);
    }
    report();
    expect(ids.length).toBeGreaterThan(10);
  });

  test('each expert carries exactly what the ledgers say they were offered or granted and have not finished', async () => {
    const carried = new Map<string, string[]>(experts.map((name) => [name, []]));
    for (const id of ids) {
      const { status, offeredTo, grantedTo } = fromLedger(z.array(LedgerEntry).parse(await world.entriesOf(id)));
      const expert = status === 'offered' ? offeredTo : status === 'in_progress' ? grantedTo : undefined;
      if (expert) carried.get(world.nameOf(expert))?.push(id);
    }
    const Load = z.object({ openQueries: z.set(z.string()).default(new Set()) });
    for (const [name, open] of carried) {
      const item = await world.itemIn('Queries', { id: `load#${world.personOf(name).id}` });
      expect([name, [...Load.parse(item ?? {}).openQueries].sort()]).toEqual([name, open.sort()]);
      expect(open.length).toBeLessThanOrEqual(5);
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
