import { createPublicKey } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import * as z from 'zod/mini';
import type { Evidence } from './evidence.ts';

const Answered = z.object({ PublicKey: z.instanceof(Uint8Array), KeyId: z.string() });

/** The public half of the key that signs the anchors, from the one who keeps it. */
export async function anchorKeyOf(kms: KMSClient, anchorKeyId: string): Promise<Evidence['key']> {
  const { PublicKey, KeyId } = Answered.parse(await kms.send(new GetPublicKeyCommand({ KeyId: anchorKeyId })));
  const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
  return { id: KeyId.slice(KeyId.lastIndexOf('/') + 1), public: key };
}
