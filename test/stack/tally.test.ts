import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { localOperator, type Operator } from '../../cli/operator.ts';
import { rebuildReports } from '../../cli/report-rebuild.ts';
import { seed } from '../../cli/seed.ts';
import { settingsReader } from '../../functions/lib/settings.ts';
import { tallies } from '../../functions/lib/tallies.ts';
import { operatorOf } from '../../local/operator.ts';
import { LedgerEntry } from '../../shared/ledger.ts';
import { chance } from '../chance.ts';
import { patience, times } from '../long.ts';
import { steps } from './steps.ts';
import { openWorld, type World } from './world.ts';

const by = chance();
const draw = () => by.below(2 ** 31) / 2 ** 31;

const since = (days: number) => ({ from: Date.now() - days * 86_400_000, to: Date.now() });

let world: World;
let operator: Operator;
let tried = 0;
let failed = 0;
beforeAll(async () => {
  world = await openWorld();
  operator = localOperator(operatorOf(world.hub));
});
afterAll(async () => {
  console.log(`proof tally-rebuild: ${tried} tried, ${failed} failed`);
  await world.stop();
});

const lines: string[] = [];
const rebuilt = (apply = false) => {
  lines.length = 0;
  return rebuildReports(
    operator,
    { from: '2026-01', apply, now: new Date().toISOString() },
    (line) => void lines.push(line),
  );
};

/** Compares every cell with what the ledgers say. */
async function compared(): Promise<void> {
  await world.hub.drain();
  const { cells, differences } = await rebuilt();
  tried += cells;
  failed += differences;
  expect(lines.slice(-1), lines.slice(0, 5).join('\n')).toEqual([expect.stringMatching(/ no difference\.$/)]);
}

const Asked = z.object({
  TableName: z.string().optional(),
  ExpressionAttributeValues: z.record(z.string(), z.unknown()).optional(),
});

/** The year that most of the lives were led in: they began up to four months ago. */
const year = new Date(since(60).from).getUTCFullYear();

/** The figures of the year as the secretariat is shown them, and the day until which they were counted. */
async function pageNow() {
  const { token } = await world.credentialsOf('helen');
  const { text } = await world.wire.json('GET', `/response-times?period=${year}`, { token });
  const { countedUntil, ...shown } = z.looseObject({ countedUntil: z.string() }).parse(JSON.parse(text));
  return { ...shown, counted: countedUntil.slice(0, 10) };
}

const cellsNow = async () =>
  (await world.everythingIn('Reports'))
    .filter(({ series, cell }) => !String(series).startsWith('query#') && cell !== 'counted')
    .sort((a, b) => (`${a.series} ${a.cell}` < `${b.series} ${b.cell}` ? -1 : 1));

describe('what was counted along the way', () => {
  test(
    'is what the ledgers say, after one life that people led',
    async () => {
      await steps(world).answered('litia');
      await compared();
    },
    patience,
  );

  test(
    'is what the ledgers say, after many lives',
    async () => {
      const { made, left } = await seed(
        operator,
        { count: times(25, 3000), ...since(times(120, 670)), draw },
        () => {},
      );
      expect(made).toBeGreaterThan(left);
      await compared();
      expect(world.hub.deadLetters()).toEqual([]);
    },
    patience,
  );

  test(
    'is so when writing it breaks off again and again',
    async () => {
      let broken = 0;
      const lift = world.hub.faults.inject('dynamodb', 'TransactWriteItems', ({ body }) => {
        if (!body.includes('contribution') || !by.happens(0.6)) return undefined;
        broken += 1;
        return { code: 'InternalServerError', message: 'Broken off.', status: 500 };
      });
      await seed(operator, { count: times(12, 300), ...since(90), draw }, () => {});
      await world.hub.drain();
      lift();
      expect(broken).toBeGreaterThan(3);
      await compared();
    },
    patience,
  );

  test('is counted once, however often its records come', async () => {
    const before = await cellsNow();
    const store = tallies(world.dynamo, {
      reports: world.hub.tableName('Reports'),
      ledger: world.hub.tableName('Ledger'),
    });
    const history = settingsReader(world.dynamo, world.hub.tableName('Directory')).history;
    const rows = (await world.everythingIn('Ledger')).map((row) => LedgerEntry.parse(row));
    const records = by.shuffled([...rows, ...by.some(rows, rows.length / 2)]).slice(0, 120);
    for (const { queryId, sequence, at } of records) await store.count(queryId, { sequence, at }, history);
    expect(await cellsNow()).toEqual(before);
  });

  test(
    'is made whole again from the ledgers alone, the page with it, and only when told to',
    async () => {
      const before = await cellsNow();
      const month = before.find(({ series, cell }) => series === 'all' && /^\d{4}-\d{2}$/.test(String(cell)))?.cell;
      await world.craft('Reports', { series: 'all', cell: String(month) }, { received: 1000 });
      expect((await rebuilt()).differences).toBe(1);
      expect((await rebuilt()).differences).toBe(1);
      await rebuilt(true);
      expect(await cellsNow()).toEqual(before);
      const shown = await pageNow();
      expect(shown).toMatchObject({ report: { received: { count: expect.any(Number) } } });
      for (const { series, cell } of await world.everythingIn('Reports'))
        await world.dynamo.send(
          new DeleteCommand({ TableName: world.hub.tableName('Reports'), Key: { series, cell } }),
        );
      expect((await rebuilt(true)).differences).toBeGreaterThan(20);
      expect(await cellsNow()).toEqual(before);
      await compared();
      expect(await pageNow()).toEqual(shown);
    },
    patience,
  );

  test(
    'keeps what is counted while it is made whole again',
    async () => {
      await world.craft('Reports', { series: 'all', cell: '2026-10' }, { received: 1000 });
      let interrupted = false;
      operator.dynamo.middlewareStack.add(
        (next) => async (args) => {
          const { TableName, ExpressionAttributeValues: values } = Asked.parse(args.input);
          if (!interrupted && TableName === operator.reportsTable && values?.[':series'] === 'topic') {
            interrupted = true;
            await steps(world).answered('litia');
            await world.hub.drain();
          }
          return next(args);
        },
        { step: 'initialize', name: 'a life in between' },
      );
      await rebuilt(true);
      operator.dynamo.middlewareStack.remove('a life in between');
      expect(interrupted).toBe(true);
      await compared();
    },
    patience,
  );
});

describe('the page', () => {
  test('shows the figures of a year to the secretariat, and costs one call, two with a breakdown', async () => {
    const { token } = await world.credentialsOf('helen');
    const { status, text } = await world.wire.json('GET', `/response-times?period=${year}&by=region`, { token });
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ report: { period: { name: `${year}` } } });
    const { token: official } = await world.credentialsOf('litia');
    expect((await world.wire.json('GET', '/response-times', { token: official })).status).toBe(404);
  });
});
