import { createHash } from 'node:crypto';
import { type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import * as z from 'zod/mini';

const Signed = z.object({ Signature: z.instanceof(Uint8Array) });

/** Signs with a key that never leaves KMS: ECDSA on P-256 over the SHA-256 of the text. */
export function signer(keyArn: string, kms: KMSClient) {
  return {
    algorithm: 'ECDSA_SHA_256',
    /** The last part of the key's ARN: the rest names the account. */
    keyId: keyArn.slice(keyArn.lastIndexOf('/') + 1),
    /** The signature, as base64 of its DER form. */
    async sign(text: string): Promise<string> {
      const answer = await kms.send(
        new SignCommand({
          KeyId: keyArn,
          Message: createHash('sha256').update(text).digest(),
          MessageType: 'DIGEST',
          SigningAlgorithm: 'ECDSA_SHA_256',
        }),
      );
      return Buffer.from(Signed.parse(answer).Signature).toString('base64');
    },
  } as const;
}

export type Signer = ReturnType<typeof signer>;
