import { lead } from '../test/stack/operations.ts';
import { steps } from '../test/stack/steps.ts';
import { measuredHub } from './hub.ts';
import { meter, type Traffic } from './meter.ts';
import type { Part } from './part.ts';

/** What one partition of a table or an index bears in a second. */
const most = { write: 1000, read: 3000 };

/** A year as it may be: far beyond what is expected, to see what would break first. */
const year = {
  questions: 10_000_000,
  /** Questions come in while offices are open, somewhere: so many hours on so many days. */
  workingDays: 250,
  workingHours: 12,
  /** The busiest second beside the mean of those hours: a Monday, a deadline, chance. */
  peak: 10,
};

const perSecond = year.questions / (year.workingDays * year.workingHours * 3600);
const atPeak = perSecond * year.peak;

/**
 * How much of a kind of key's traffic its busiest key takes. What stands for itself (`open`, a day) takes all; a
 * question has what is its own; of people and institutions the busiest is taken for one in so many.
 */
const busiest: readonly { kind: string; is: (place: string, key: string) => boolean; share: number }[] = [
  { kind: 'one question', is: (place) => /^(Sealed|Keys|Ledger)$/.test(place), share: 0 },
  { kind: 'an expert’s load', is: (_, key) => key.startsWith('load#'), share: 1 },
  { kind: 'an institution', is: (_, key) => key.startsWith('institution#'), share: 1 / 100 },
  { kind: 'a person’s own', is: (_, key) => /^(person|session)#/.test(key), share: 1 / 100 },
  { kind: 'a question’s figures', is: (_, key) => key.startsWith('query#'), share: 0 },
  { kind: 'a request or a pointer', is: (_, key) => /^(once|reference|share|clear)#/.test(key), share: 0 },
  {
    kind: 'a person or institution',
    is: (place) => /by-(asker|expert|institution|recipient)$/.test(place),
    share: 1 / 100,
  },
  { kind: 'one question or notice', is: (place) => /^(Queries|Notices)$/.test(place), share: 0 },
];

/** A key as it stands for all of its kind. */
function kindOf({ place, key }: Traffic): { key: string; share: number } {
  if (/^\d{4}-\d{2}-\d{2}$/.test(key)) return { key: 'a day', share: 1 };
  const kind = busiest.find((one) => one.is(place, key));
  return kind ? { key: kind.kind, share: kind.share } : { key: `“${key}”`, share: 1 };
}

type Heat = { place: string; key: string; share: number; read: number; write: number };

/** What one life puts on each kind of key. */
function heatOf(traffic: readonly Traffic[]): Heat[] {
  const found = new Map<string, Heat>();
  for (const one of traffic) {
    const { key, share } = kindOf(one);
    const name = `${one.place} ${key}`;
    const known = found.get(name) ?? { place: one.place, key, share, read: 0, write: 0 };
    found.set(name, { ...known, read: known.read + one.read, write: known.write + one.write });
  }
  return [...found.values()];
}

const rounded = (number: number) => Number(number.toPrecision(3));

/** The partition of each table and index that would be the first to be too busy, by what one measured life puts on it. */
export async function run(): Promise<Part> {
  const world = await measuredHub();
  try {
    const people = steps(world);
    await people.offered('kossi', { topic: 'npm', language: 'fr' });
    await world.hub.drain();
    const metered = meter(world.hub);
    await lead(people);
    await world.hub.drain();
    const heat = heatOf(metered.taken().flatMap(({ traffic }) => traffic))
      .map((one) => {
        const [write, read] = [one.write * atPeak * one.share, one.read * atPeak * one.share];
        const used = Math.max(write / most.write, read / most.read);
        return { ...one, writesAtPeak: write, readsAtPeak: read, used };
      })
      .filter(({ share }) => share > 0)
      .sort((a, b) => b.used - a.used);
    const hot = heat.filter(({ used }) => used > 1);
    return {
      name: 'partitions',
      about: 'the busiest partition of each table and index, at ten million questions a year',
      tables: [
        {
          title: `${rounded(perSecond)} questions a second while offices are open, ${rounded(atPeak)} at the peak`,
          head: [
            'table or index',
            'key',
            'share of the busiest key',
            'writes a second',
            'reads a second',
            '% of what a partition bears',
          ],
          rows: heat.map(({ place, key, share, writesAtPeak, readsAtPeak, used }) => [
            ...[place, key, share],
            ...[rounded(writesAtPeak), rounded(readsAtPeak), rounded(100 * used)],
          ]),
        },
      ],
      notes: [
        hot.length === 0
          ? 'None passes what a partition bears.'
          : `Too busy: ${hot.map(({ place, key }) => `${place} ${key}`).join(', ')}.`,
        `The first would be too busy at ${Math.floor(year.questions / (heat[0]?.used ?? 1) / 1e6)} million questions a year.`,
      ],
      json: { year, perSecond, atPeak, heat },
    };
  } finally {
    await world.stop();
  }
}
