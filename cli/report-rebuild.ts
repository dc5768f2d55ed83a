import { entriesOf, rowsOfDay } from '../functions/lib/ledger-store.ts';
import { reports } from '../functions/lib/reports.ts';
import { settingsReader } from '../functions/lib/settings.ts';
import { tallies } from '../functions/lib/tallies.ts';
import { daysFrom } from '../shared/anchor.ts';
import { type Contribution, type Counts, contributionOf, differences, rowKey } from '../shared/contribution.ts';
import { dimensions } from '../shared/dimensions.ts';
import { monthAfter, monthsFrom } from '../shared/periods.ts';
import { CannotRun, type Operator } from './operator.ts';

type Rows = Record<string, Record<string, number>>;

/** Ledgers counted side by side. */
const atOnce = 16;

/** What a rebuild compared, and in how much of it the figures were not what the ledgers say. */
type Compared = { queries: number; cells: number; differences: number };

const isReceived = ({ code }: Record<string, unknown>): boolean => code === 'submitted' || code === 'held';

/** Days looked through at a time. */
const daysAtOnce = 20;

async function receivedOn({ dynamo, ledgerTable }: Operator, day: string): Promise<string[]> {
  const ids: string[] = [];
  let after: Awaited<ReturnType<typeof rowsOfDay>>['next'];
  do {
    const { rows, next } = await rowsOfDay(dynamo, ledgerTable, day, after);
    ids.push(...rows.filter(isReceived).map(({ queryId }) => String(queryId)));
    after = next;
  } while (after);
  return ids;
}

/** The ids of all questions ever received, day by day by the index of the ledgers; tomorrow too, which may begin meanwhile. */
async function* received(at: Operator, from: string, now: string): AsyncGenerator<string> {
  const days = daysFrom(`${from}-01T00:00:00.000Z`, new Date(Date.parse(now) + 86_400_000).toISOString());
  for (let start = 0; start < days.length; start += daysAtOnce) {
    const found = await Promise.all(days.slice(start, start + daysAtOnce).map((day) => receivedOn(at, day)));
    yield* found.flat();
  }
}

/** Does this for each of all questions ever received, some side by side. */
async function eachReceived(
  at: Operator,
  { from, now }: { from: string; now: string },
  work: (id: string) => Promise<void>,
): Promise<void> {
  let waiting: string[] = [];
  const flush = async () => {
    await Promise.all(waiting.map(work));
    waiting = [];
  };
  for await (const id of received(at, from, now)) {
    waiting.push(id);
    if (waiting.length === atOnce) await flush();
  }
  await flush();
}

function addTo(rows: Rows, { rows: added }: Contribution): void {
  for (const [key, counts] of Object.entries(added)) {
    const row = rows[key] ?? {};
    rows[key] = row;
    for (const [name, count] of Object.entries(counts)) row[name] = (row[name] ?? 0) + count;
  }
}

const withoutNoughts = (counts: Counts): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));

/** The rows as they stand. */
async function kept(at: Operator, reportsTable: string, from: string, now: string): Promise<Rows> {
  const read = reports(at.dynamo, reportsTable, { asOfNow: true });
  const last = monthAfter(now.slice(0, 7), 1);
  const rows: Rows = {};
  for (const { cell, counts } of (await read.overAll()).rows)
    rows[rowKey({ series: 'all', cell })] = withoutNoughts(counts);
  for (const series of dimensions)
    for (const { cell, counts } of await read.by(series, from, last))
      rows[rowKey({ series, cell })] = withoutNoughts(counts);
  return rows;
}

/**
 * Counts every ledger anew, page after page and without a scan, and compares: what each query is kept to have added, and
 * every cell of the figures. With `apply` it puts right first the one, then the other; safe while the hub runs, for each
 * query is counted in the same way as the stream counts it, and a cell is only mended when nothing that adds to it was
 * counted while it was looked at. What differs only because something happened meanwhile is gone in the next run.
 */
export async function rebuildReports(
  at: Operator,
  { from: wanted, apply, now }: { from: string; apply: boolean; now: string },
  say: (line: string) => void,
): Promise<Compared> {
  const { dynamo, ledgerTable, reportsTable, directoryTable } = at;
  if (!reportsTable || !directoryTable)
    throw new CannotRun(
      'Not set: REPORTS_TABLE, DIRECTORY_TABLE. The outputs of the stack HubState say what they are.',
    );
  const store = tallies(dynamo, { reports: reportsTable, ledger: ledgerTable });
  const earliest = (await reports(dynamo, reportsTable).overAll()).rows.map(({ cell }) => cell).sort()[0];
  const from = earliest && earliest < wanted ? earliest : wanted;
  const history = await settingsReader(dynamo, directoryTable).history();
  const counted: Rows = {};
  /** The version of each query's contribution that went into what was counted. */
  const versions = new Map<string, number>();
  let [wrong, left, latest] = [0, 0, ''];
  const leave = (what: string) => {
    left += 1;
    say(`${what}  moved meanwhile, left to the next run`);
  };

  async function recount(id: string): Promise<void> {
    // Kept before the ledger is read: what is counted in between moves the version, and is not put back.
    const before = await store.kept(id);
    const entries = await entriesOf(dynamo, ledgerTable, id);
    const fresh = contributionOf(entries, history);
    addTo(counted, fresh);
    for (const { at: happened } of entries) if (happened <= now && happened > latest) latest = happened;
    versions.set(id, before.version);
    if (versions.size % 1000 === 0) say(`${versions.size} questions counted`);
    const missing = differences(before, fresh);
    if (missing.length === 0) return;
    wrong += 1;
    say(`${id}  ${missing.length} rows differ${apply ? ', put right' : ''}`);
    if (!apply) return;
    const version = await store.replace(id, before, fresh);
    if (version === undefined) leave(id);
    else versions.set(id, version);
  }
  await eachReceived(at, { from, now }, recount);

  const stand = await kept(at, reportsTable, from, now);
  const off = differences({ sequence: 0, rows: stand }, { sequence: 0, rows: counted });

  /** The rows that something was added to since it was counted here: what they lack or have too much is not known. */
  async function moved(): Promise<Set<string>> {
    const rows = new Set<string>();
    await eachReceived(at, { from, now }, async (id) => {
      const current = await store.kept(id);
      if (current.version !== versions.get(id)) for (const key of Object.keys(current.rows)) rows.add(key);
    });
    return rows;
  }
  const unsettled = apply && off.length > 0 ? await moved() : new Set<string>();
  for (const { key, counts } of off) {
    const names = Object.entries(counts).map(([name, count]) => `${name} ${count > 0 ? '+' : ''}${count}`);
    say(`${key}  ${names.join(', ')}`);
    if (!apply) continue;
    if (unsettled.has(key) || !(await store.correct(key, counts, stand[key] ?? {}))) leave(key);
  }
  if (apply && latest) await store.countedUntil(latest);
  const cells = Object.values(counted).reduce((total, counts) => total + Object.keys(counts).length, 0);
  const compared = { queries: versions.size, cells, differences: wrong + off.length };
  const done = left > 0 ? `, put right but for ${left}: run it again` : ', put right';
  const outcome =
    compared.differences === 0
      ? 'no difference'
      : `${compared.differences} differences${apply ? done : '. Nothing was changed: --apply does it'}`;
  say(
    `${versions.size} questions, ${cells} cells from ${monthsFrom(from, now.slice(0, 7)).length} months: ${outcome}.`,
  );
  return compared;
}
