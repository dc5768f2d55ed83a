import { CompactEncrypt, compactDecrypt } from 'jose';

/** What a sealed field belongs to: bound into its header, and compared after opening. */
export type SealedAt = { queryId: string; part: string; version: number };

const algorithm = { alg: 'dir', enc: 'A256GCM' } as const;

/** Something sealed was altered, moved or opened as something else. Never tell which. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
  constructor() {
    super('a sealed field did not open as what it was asked for');
  }
}

/**
 * Seals each field under the query's data key (32 bytes) as a compact JWE (RFC 7516, `dir` with `A256GCM`).
 * The protected header names query, part, field and version, so that no ciphertext can stand for another.
 */
export async function seal(
  key: Uint8Array,
  at: SealedAt,
  fields: Record<string, string>,
): Promise<Record<string, string>> {
  const sealed = Object.entries(fields).map(async ([field, plain]) => {
    const jwe = new CompactEncrypt(new TextEncoder().encode(plain)).setProtectedHeader({ ...algorithm, ...at, field });
    return [field, await jwe.encrypt(key)] as const;
  });
  return Object.fromEntries(await Promise.all(sealed));
}

/** Opens what `seal` sealed; throws `SealBroken` when a field is not exactly what was asked for. */
export async function unseal(
  key: Uint8Array,
  at: SealedAt,
  sealed: Record<string, string>,
): Promise<Record<string, string>> {
  const opened = Object.entries(sealed).map(async ([field, jwe]) => [field, await unsealField(key, at, field, jwe)]);
  return Object.fromEntries(await Promise.all(opened));
}

// Base64url has spare bits at the end of a part; only the one way of writing it that `seal` uses counts as untouched.
const isCanonical = (jwe: string): boolean =>
  jwe.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);

async function unsealField(key: Uint8Array, at: SealedAt, field: string, jwe: string): Promise<string> {
  if (!isCanonical(jwe)) throw new SealBroken();
  const asked: Record<string, unknown> = { ...algorithm, ...at, field };
  const { plaintext, protectedHeader } = await compactDecrypt(jwe, key, {
    keyManagementAlgorithms: [algorithm.alg],
    contentEncryptionAlgorithms: [algorithm.enc],
  }).catch(() => {
    throw new SealBroken();
  });
  const found: Record<string, unknown> = protectedHeader;
  const names = new Set([...Object.keys(asked), ...Object.keys(found)]);
  for (const name of names) if (asked[name] !== found[name]) throw new SealBroken();
  return new TextDecoder('utf-8', { fatal: true }).decode(plaintext);
}
