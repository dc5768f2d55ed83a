import { encodings } from './encodings.ts';
import type { Place } from './places.ts';

/** A text that is looked for: what it is called, and where it may be found all the same. */
export type Word = {
  name: string;
  text: string;
  mayLieIn: (where: string) => boolean;
  /** Too short for any encoding but its own: looked for as a value by itself, in quotation marks or after a name and `=`. */
  short?: true;
};

/** A text where it must not be, in which encoding. */
export type Hit = { word: string; encoding: string; where: string };

/** What is looked for; `alone` when no letter or digit may follow, for it would be another word. */
type Needle = { word: Word; encoding: string; bytes: Buffer; alone?: true };

/** How a value stands after its name in addresses and log lines, and the same within another address. */
const named = ['=', '%3D', '%3d', '%253D'];

const needlesOf = (word: Word): Needle[] =>
  word.short
    ? [
        { word, encoding: 'plain', bytes: Buffer.from(`"${word.text}"`) },
        ...named.map((by) => ({ word, encoding: 'named', bytes: Buffer.from(by + word.text), alone: true as const })),
      ]
    : Object.entries(encodings).map(([encoding, encoded]) => ({ word, encoding, bytes: encoded(word.text) }));

/** One of 65,536 slots, by the three bytes that stand here. */
const slotOf = (bytes: Buffer, at: number): number =>
  Math.imul((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16), 0x9e37_79b1) >>> 16;

const goesOn = (byte: number | undefined): boolean =>
  byte !== undefined && /[A-Za-z0-9]/.test(String.fromCharCode(byte));

/** Every needle in one pass: those that may begin here, by their first three bytes, are compared in full. */
function scan(table: readonly (readonly Needle[] | undefined)[], { bytes, where }: Place, found: (hit: Hit) => void) {
  for (let at = 0; at < bytes.length - 2; at += 1) {
    const here = table[slotOf(bytes, at)];
    if (!here) continue;
    for (const { word, encoding, bytes: needle, alone } of here) {
      const end = at + needle.length;
      if (end > bytes.length || bytes.compare(needle, 0, needle.length, at, end) !== 0) continue;
      if (alone && goesOn(bytes[end])) continue;
      if (!word.mayLieIn(where)) found({ word: word.name, encoding, where });
    }
  }
}

/** Looks for every word in every encoding in every place; `tried` counts each of them. */
export function search(words: readonly Word[], places: readonly Place[]): { hits: Hit[]; tried: number } {
  const needles = words.flatMap(needlesOf);
  const table: (Needle[] | undefined)[] = Array.from({ length: 2 ** 16 }, () => undefined);
  for (const needle of needles) {
    const slot = slotOf(needle.bytes, 0);
    table[slot] = [...(table[slot] ?? []), needle];
  }
  const hits = new Map<string, Hit>();
  for (const place of places) scan(table, place, (hit) => hits.set(JSON.stringify(hit), hit));
  return { hits: [...hits.values()], tried: needles.length * places.length };
}
