import { Id } from './fields.ts';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** An id that follows from its cause: a notice that is written again under it is the same one, and it is of no other use. */
async function idFrom(...cause: readonly string[]): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(cause.join('\n'))));
  return Id.parse(Array.from(hash.subarray(0, 26), (byte) => alphabet.charAt(byte & 31)).join(''));
}

/** The id of somebody's daily notice: the same however often the day is begun, so that one mail leaves. */
export const digestId = (personId: string, day: string): Promise<string> => idFrom('digest', personId, day);

/** The id by which a member is warned that the standing of an institution ends on a day: once, until it is confirmed anew. */
export const standingEndsId = (memberId: string, institutionId: string, expiresOn: string): Promise<string> =>
  idFrom('standing-ends', memberId, institutionId, expiresOn);

/** The id of a member's task when mail to somebody was lost: one a day, however many mails were. */
export const lostMailId = (memberId: string, personId: string, day: string): Promise<string> =>
  idFrom('lost-mail', memberId, personId, day);
