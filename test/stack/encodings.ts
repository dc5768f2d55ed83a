import { createHash } from 'node:crypto';

const utf8 = (text: string) => Buffer.from(text);
const reversed = (text: string) => [...text].reverse().join('');
const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();
const percent = (bytes: Buffer, mark: string) =>
  [...bytes].map((byte) => `${mark}${byte.toString(16).padStart(2, '0')}`).join('');
const escapes = (text: string) =>
  Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
const entities = (text: string, base: 10 | 16) =>
  [...text].map((one) => `&#${base === 16 ? 'x' : ''}${one.codePointAt(0)?.toString(base)};`).join('');

/** The part of a base64 text that does not depend on what stands before and after it, for each of the three alignments. */
function base64At(bytes: Buffer, offset: 0 | 1 | 2, as: 'base64' | 'base64url'): string {
  const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString(as)
    .replace(/=+$/, '');
  return encoded.slice(offset === 0 ? 0 : offset + 1, -2);
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet.charAt(Number.parseInt(five, 2))).join('');
}

/** A text in every form in which it could lie somewhere by mistake, each by its name. */
export const encodings: Readonly<Record<string, (text: string) => Buffer>> = {
  plain: utf8,
  'lower case': (text) => utf8(text.toLowerCase()),
  'upper case': (text) => utf8(text.toUpperCase()),
  reversed: (text) => utf8(reversed(text)),
  base64: (text) => utf8(base64At(utf8(text), 0, 'base64')),
  'base64 after one byte': (text) => utf8(base64At(utf8(text), 1, 'base64')),
  'base64 after two bytes': (text) => utf8(base64At(utf8(text), 2, 'base64')),
  base64url: (text) => utf8(base64At(utf8(text), 0, 'base64url')),
  'base64url after one byte': (text) => utf8(base64At(utf8(text), 1, 'base64url')),
  'base64url after two bytes': (text) => utf8(base64At(utf8(text), 2, 'base64url')),
  'base64 twice': (text) => utf8(base64At(utf8(utf8(text).toString('base64')), 0, 'base64')),
  base32: (text) => utf8(base32(utf8(text))),
  hex: (text) => utf8(utf8(text).toString('hex')),
  'hex, upper case': (text) => utf8(utf8(text).toString('hex').toUpperCase()),
  percent: (text) => utf8(encodeURIComponent(text)),
  'percent, lower case': (text) => utf8(encodeURIComponent(text).replaceAll(/%../g, (code) => code.toLowerCase())),
  'percent twice': (text) => utf8(encodeURIComponent(encodeURIComponent(text))),
  'percent throughout': (text) => utf8(percent(utf8(text), '%')),
  'quoted-printable': (text) =>
    utf8(
      [...utf8(text)]
        .map((byte) => (byte < 127 && byte !== 61 ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase()}`))
        .join(''),
    ),
  'quoted-printable throughout': (text) => utf8(percent(utf8(text), '=').toUpperCase()),
  'JSON escapes': (text) => utf8([...text].map((one) => (one < '\u007f' ? one : escapes(one))).join('')),
  'JSON escapes throughout': (text) => utf8(escapes(text)),
  'HTML entities': (text) => utf8([...text].map((one) => (one < '\u007f' ? one : entities(one, 10))).join('')),
  'HTML entities throughout': (text) => utf8(entities(text, 10)),
  'HTML entities, hexadecimal': (text) => utf8(entities(text, 16)),
  'UTF-16, little end first': (text) => Buffer.from(text, 'utf16le'),
  'UTF-16, big end first': (text) => swapped(Buffer.from(text, 'utf16le')),
  'UTF-8 read as Latin-1': (text) => utf8(utf8(text).toString('latin1')),
  'SHA-256 in hex': (text) => utf8(createHash('sha256').update(text).digest('hex')),
  'SHA-256 in base64': (text) => utf8(createHash('sha256').update(text).digest('base64').slice(0, 42)),
  'SHA-256 in base64url': (text) => utf8(createHash('sha256').update(text).digest('base64url').slice(0, 42)),
};
