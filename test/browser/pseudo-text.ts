import { IntlMessageFormat } from 'intl-messageformat';
import en from '../../web/text/en.json' with { type: 'json' };

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const strange = [...'àƀçđéƒĝĥïĵķļɱñôþɋŕšţûṽŵẋýžÀƁÇĐÉƑĜĤÎĴĶĻṀÑÔÞɊŔŠŢÛṼŴẊÝŽ'];
const rightToLeftMark = '\u200f';

/** The same letters, strange but legible, and 40 % more of them, as long languages have. */
function stretched(text: string): string {
  const changed = [...text].map((letter) => strange[plain.indexOf(letter)] ?? letter).join('');
  const words = changed.split(' ');
  return [...words, ...words.slice(0, Math.ceil(words.length * 0.4))].join(' ');
}

/** A message of the catalogue with every word of it stretched, and its arguments as they were. */
function written(elements: readonly Element[]): string {
  return elements
    .map((element) => {
      if (element.type === 0) return stretched(element.value);
      if (element.type === 7) return '#';
      if (!('options' in element)) return element.type === 2 ? `{${element.value}, number}` : `{${element.value}}`;
      const options = Object.entries(element.options).map(([name, { value }]) => `${name} {${written(value)}}`);
      return `{${element.value}, ${element.type === 5 ? 'select' : 'plural'}, ${options.join(' ')}}`;
    })
    .join('');
}

/**
 * Puts words that no language has in the place of the English ones, for the rest of this process: what is still in plain
 * letters afterwards comes from the data, or was written past the catalogues.
 */
export function stretchEnglish(): void {
  const catalogue: Record<string, string> = en;
  for (const [key, message] of Object.entries(catalogue)) {
    const format = new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true });
    catalogue[key] = `${rightToLeftMark}${written(format.getAst())}${rightToLeftMark}`;
  }
}
