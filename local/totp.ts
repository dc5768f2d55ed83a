import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** How long a code stands, in seconds (RFC 6238). */
export const stepSeconds = 30;

/** The number of the step that a moment falls in. */
export function stepAt(milliseconds: number): number {
  return Math.floor(milliseconds / 1000 / stepSeconds);
}

/** A new secret for an authenticator app: 160 bits in base32. */
export function newSecret(): string {
  return Array.from(randomBytes(32), (byte) => alphabet.charAt(byte & 31)).join('');
}

/** The six digits an authenticator app shows in this step (RFC 6238, SHA-1). */
export function codeAt(secret: string, step: number): string {
  const bits = [...secret].map((character) => alphabet.indexOf(character).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = digest.readUInt8(digest.length - 1) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** The step a code belongs to, when it is this one or a neighbour; undefined when the code is wrong. */
export function stepOf(secret: string, code: string, milliseconds: number): number | undefined {
  const now = stepAt(milliseconds);
  const typed = Buffer.from(code);
  return [now, now - 1, now + 1].find((step) => {
    const right = Buffer.from(codeAt(secret, step));
    return typed.length === right.length && timingSafeEqual(typed, right);
  });
}
