import { lead, operationsOf } from '../test/stack/operations.ts';
import { steps } from '../test/stack/steps.ts';
import { type Cost, costOf, invocationsIn } from './cost.ts';
import { measuredHub } from './hub.ts';
import { type Metered, meter } from './meter.ts';
import type { Part } from './part.ts';
import { asOf, price, region } from './prices.ts';

/** So long does each call take at least, so that calls which do not wait for one another are seen side by side. */
const patience = 30;

/** What a life takes at the very least, without a ledger, without tables of their own: as the issue of this measurement counts it. */
const leastWrites = 33;
const leastReads = 15;
const leastKeys = 4;

const memory = 1.769;
/** Billed for an invocation, on average: a guess, for time cannot be measured here. */
const billedSeconds = 0.06;

const grouped = (calls: readonly Metered[], by: (place: string) => string) => {
  const sums = new Map<string, { read: number; write: number }>();
  for (const { place, read, write } of calls.flatMap(({ traffic }) => traffic)) {
    const known = sums.get(by(place)) ?? { read: 0, write: 0 };
    sums.set(by(place), { read: known.read + read, write: known.write + write });
  }
  return [...sums].sort(([, a], [, b]) => b.write - a.write);
};

/** Every operation of the measured walk, and one question through its life: calls, round trips, units, keys, mails, and the price. */
export async function run(): Promise<Part> {
  const world = await measuredHub();
  try {
    const people = steps(world);
    const { all } = operationsOf(() => people);
    await people.offered('kossi', { topic: 'npm', language: 'fr' });
    const metered = meter(world.hub, patience);
    const callsOf = async (act: () => Promise<unknown>): Promise<Metered[]> => {
      await world.hub.drain();
      const before = metered.taken().length;
      await act();
      await world.hub.drain();
      return metered
        .taken()
        .slice(before)
        .filter(({ item }) => item !== 'settings#current');
    };
    const operations: (string | number)[][] = [];
    for (const { what, act } of all) {
      const { calls, trips, read, write, kms, mails } = costOf(withoutReports(await callsOf(act)));
      const waits = Object.entries(trips).map(([name, count]) => `${name} ${count}`);
      operations.push([what, calls, waits.join(', '), read, write, kms, mails]);
    }
    const calls = await callsOf(() => lead(people));
    const own = withoutReports(calls);
    const cost = costOf(own);
    const reports = costOf(calls.filter((call) => call.function === 'bounce'));
    const invoked = invocationsIn(calls);
    const requests = invoked.filter((one) => ['vault', 'desk', 'office'].includes(one.function)).length;
    const whole = { ...cost, write: cost.write + reports.write, read: cost.read + reports.read };
    const bill = billOf(whole, { invocations: invoked.length, requests });
    return {
      name: 'life',
      about: 'what every step of a question costs in calls to AWS, and one question through its whole life',
      tables: [
        {
          title: 'Each operation of an API client, with all that follows from it',
          head: ['operation', 'calls', 'one after the other', 'read units', 'write units', 'KMS', 'mails'],
          rows: operations,
        },
        {
          title: 'A life: draft, sent, offered, accepted, 3 readings, handed in, cleared, 5 boards, 5 mails',
          head: ['', 'write units', 'read units', 'KMS', 'mails'],
          rows: [
            ['measured', cost.write, cost.read, cost.kms, cost.mails],
            ['what SES reports of the mails, beside it', reports.write, reports.read, 0, 0],
            ['the least it could be', leastWrites, leastReads, leastKeys, ''],
          ],
        },
        {
          title: 'Where the units of a life go',
          head: ['table or index', 'write units', 'read units'],
          rows: grouped(own, (place) => place).map(([place, { read, write }]) => [place, write, read]),
        },
        {
          title: `A thousand questions, US dollars: list prices of ${region} of ${asOf}`,
          head: ['', 'dollars'],
          rows: Object.entries(bill).map(([what, dollars]) => [what, (1000 * dollars).toFixed(3)]),
        },
      ],
      notes: [
        'An index entry is counted once, after its transaction; an item of a transaction twice.',
        `Lambda is priced at a guessed ${billedSeconds * 1000} ms an invocation; storage, logs, keys’ monthly price and traffic are left out.`,
      ],
      json: { operations, cost, reports, bill, traffic: grouped(own, (place) => place) },
    };
  } finally {
    await world.stop();
  }
}

const withoutReports = (calls: readonly Metered[]) => calls.filter((call) => call.function !== 'bounce');

/** What a life costs, by what is paid for. */
function billOf(
  { write, read, kms, mails }: Cost,
  { invocations, requests }: { invocations: number; requests: number },
): Record<string, number> {
  const parts = {
    mail: mails * price.mail,
    'units written': write * price.writeUnit,
    'units read': read * price.readUnit,
    KMS: kms * price.kmsCall,
    Lambda: invocations * (price.lambdaCall + billedSeconds * memory * price.lambdaGigabyteSecond),
    'API Gateway': requests * price.gatewayCall,
  };
  return { ...parts, 'in all': Object.values(parts).reduce((all, one) => all + one, 0) };
}
