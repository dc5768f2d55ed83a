import { Id } from './fields.ts';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** The id of somebody's daily notice: the same however often the day is begun, so that one mail leaves, and of no other use. */
export async function digestId(personId: string, day: string): Promise<string> {
  const bytes = new TextEncoder().encode(`digest\n${personId}\n${day}`);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Id.parse(Array.from(hash.subarray(0, 26), (byte) => alphabet.charAt(byte & 31)).join(''));
}
