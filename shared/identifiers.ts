// Crockford's base32 (https://www.crockford.com/base32.html): no I, L, O, U; five more symbols serve as check values up to 36.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const checkAlphabet = `${alphabet}*~$=U`;

/** Where random bytes come from; a parameter so that decisions stay pure. */
export type Randomness = (bytes: number) => Uint8Array;

/** The hub's source of random bytes in production and in tests: the platform's. */
const platformRandomness: Randomness = (bytes) => crypto.getRandomValues(new Uint8Array(bytes));

function base32(symbols: number, random: Randomness): string {
  return Array.from(random(symbols), (byte) => alphabet.charAt(byte & 31)).join('');
}

/** Hexadecimal digits, in groups of five, as symbols of the same alphabet: each group is four of them. */
export const base32Of = (hexadecimal: string): string =>
  (hexadecimal.match(/.{5}/g) ?? [])
    .map((group) => Number.parseInt(group, 16))
    .flatMap((bits) => [15, 10, 5, 0].map((place) => alphabet.charAt((bits >> place) & 31)))
    .join('');

/** A new random identifier of 130 bits: what rows and links are named by. */
export function newId(random: Randomness = platformRandomness): string {
  return base32(26, random).toLowerCase();
}

function checkSymbol(symbols: string): string {
  const remainder = [...symbols].reduce((rest, symbol) => (rest * 32 + alphabet.indexOf(symbol)) % 37, 0);
  return checkAlphabet.charAt(remainder);
}

/** A reference for people, `CTI-7F3K-92QD-5`: eight random symbols and Crockford's check symbol. It names a query and opens nothing. */
export function newReference(random: Randomness = platformRandomness): string {
  const symbols = base32(8, random);
  return `CTI-${symbols.slice(0, 4)}-${symbols.slice(4)}-${checkSymbol(symbols)}`;
}

/** What a person typed as a reference, in its written form; undefined when the check symbol shows that it was mistyped. */
export function readReference(typed: string): string | undefined {
  // Word processors make other dashes of ours, and a copy from a page may carry marks of direction.
  const compact = typed
    .toUpperCase()
    .replaceAll(/[\s\p{Dash}\p{Bidi_Control}]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  const spoken = compact.length === 12 ? compact.replace(/^CT1/, '') : compact;
  if (spoken.length !== 9) return undefined;
  const symbols = spoken.slice(0, 8);
  if ([...symbols].some((symbol) => !alphabet.includes(symbol))) return undefined;
  const check = spoken.charAt(8);
  return checkSymbol(symbols) === check ? `CTI-${symbols.slice(0, 4)}-${symbols.slice(4)}-${check}` : undefined;
}

/** The first eight symbols of an id as a mail shows it, `7F3K-92QD`: enough to quote, and no key to anything. */
export const shortReference = (id: string): string => `${id.slice(0, 4)}-${id.slice(4, 8)}`.toUpperCase();
