import { createHash } from 'node:crypto';
import { pemOf } from './evidence-files.ts';
import type { Operator } from './operator.ts';
import { readKey } from './read-anchors.ts';

/** `hub ledger key`: the public key that anchors are checked with, to be published where the hub cannot change it. */
export async function publicKey(at: Operator): Promise<{ pem: string; fingerprint: string }> {
  const key = await readKey(at);
  const der = key.public.export({ format: 'der', type: 'spki' });
  return { pem: pemOf(key), fingerprint: createHash('sha256').update(der).digest('hex') };
}
