import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import * as z from 'zod';
import { AwsRefusal, type Demand } from './call.ts';
import { signDigest } from './ecdsa.ts';

const Input = z.object({
  Message: z.base64().default(''),
  MessageType: z.enum(['RAW', 'DIGEST']).default('RAW'),
  Signature: z.base64().default(''),
  SigningAlgorithm: z.literal('ECDSA_SHA_256').optional(),
});

/** The private half of a new key for signing, as PKCS #8. */
export const newSigningKey = (): Buffer =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'der', type: 'pkcs8' });

/** What can be done with a key that signs, by the name of the operation. */
export const signingOperations: Readonly<
  Record<string, (key: { arn: string; material: Buffer }, input: unknown) => object>
> = {
  Sign: (key, input) => {
    const { Message, MessageType, SigningAlgorithm } = parse(input);
    const message = Buffer.from(Message, 'base64');
    const digest = MessageType === 'DIGEST' ? message : createHash('sha256').update(message).digest();
    if (digest.length !== 32 || message.length === 0 || message.length > 4096)
      throw new AwsRefusal('ValidationException', 'Digest is invalid length for algorithm ECDSA_SHA_256.');
    return {
      KeyId: key.arn,
      Signature: signDigest(key.material, digest).toString('base64'),
      SigningAlgorithm,
    };
  },
  Verify: (key, input) => {
    const { Message, MessageType, Signature, SigningAlgorithm } = parse(input);
    if (MessageType === 'DIGEST')
      throw new AwsRefusal('ValidationException', 'The local runner verifies messages, not digests.');
    const signature = Buffer.from(Signature, 'base64');
    if (!verify('sha256', Buffer.from(Message, 'base64'), publicHalf(key.material), signature))
      throw new AwsRefusal('KMSInvalidSignatureException', '');
    return { KeyId: key.arn, SignatureValid: true, SigningAlgorithm };
  },
  GetPublicKey: (key) => ({
    KeyId: key.arn,
    KeySpec: 'ECC_NIST_P256',
    CustomerMasterKeySpec: 'ECC_NIST_P256',
    KeyUsage: 'SIGN_VERIFY',
    SigningAlgorithms: ['ECDSA_SHA_256'],
    PublicKey: publicHalf(key.material).export({ format: 'der', type: 'spki' }).toString('base64'),
  }),
};

/** What a policy can ask about a call that signs. */
export function signingContext(operation: string, input: unknown): Demand['context'] {
  if (operation === 'GetPublicKey') return {};
  const { MessageType, SigningAlgorithm } = parse(input);
  return { 'kms:MessageType': MessageType, ...(SigningAlgorithm && { 'kms:SigningAlgorithm': SigningAlgorithm }) };
}

const publicHalf = (pkcs8: Buffer) => createPublicKey(createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }));

function parse(input: unknown): z.infer<typeof Input> {
  const result = Input.safeParse(input);
  if (result.success) return result.data;
  throw new AwsRefusal('ValidationException', `Invalid ${result.error.issues[0]?.path.join('.')}.`);
}
