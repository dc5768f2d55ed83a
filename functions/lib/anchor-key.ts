import { createPublicKey } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import * as z from 'zod/mini';
import type { Evidence } from './evidence.ts';

const Answered = z.object({ PublicKey: z.instanceof(Uint8Array), KeyId: z.string() });

/** The public half of the key that signs the anchors, asked for once. */
export type AnchorKey = () => Promise<Evidence['key']>;

/** Asks for the key when it is first needed, and keeps it: it is never replaced. */
export function anchorKeyOnce(kms: KMSClient, anchorKeyId: string): AnchorKey {
  let key: Evidence['key'] | undefined;
  return async () => (key ??= await anchorKeyOf(kms, anchorKeyId));
}

/** The public half of the key that signs the anchors, from the one who keeps it. */
export async function anchorKeyOf(kms: KMSClient, anchorKeyId: string): Promise<Evidence['key']> {
  const { PublicKey, KeyId } = Answered.parse(await kms.send(new GetPublicKeyCommand({ KeyId: anchorKeyId })));
  const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
  return { id: KeyId.slice(KeyId.lastIndexOf('/') + 1), public: key };
}
