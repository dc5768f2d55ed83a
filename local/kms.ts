import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { AwsRefusal, type Call, type Demand, type Service } from './call.ts';
import { CannotStart } from './cannot-start.ts';
import { newSigningKey, signingContext, signingOperations } from './kms-signing.ts';
import { account } from './names.ts';
import type { State } from './state.ts';
import type { Template } from './template.ts';

const Context = z.record(z.string(), z.string()).default({});
const Input = z.object({
  KeyId: z.string().optional(),
  CiphertextBlob: z.base64().optional(),
  EncryptionContext: Context,
  KeySpec: z.enum(['AES_128', 'AES_256']).optional(),
  NumberOfBytes: z.int().min(1).max(1024).optional(),
});
type Input = z.infer<typeof Input>;

interface Key {
  readonly arn: string;
  readonly enabled: boolean;
  /** The key itself: 32 bytes, or the private half of a key that signs. */
  readonly material: Buffer;
  readonly signs: boolean;
}
type Operation = (key: Key, input: Input) => object;

// A ciphertext names its key in its first bytes, then the nonce and the tag of AES-GCM, then what was encrypted.
const idBytes = 16;
const nonceBytes = 12;
const tagBytes = 16;

/** KMS for the keys of the template: real AES-GCM, the encryption context authenticated with what it encrypts. */
export function kms(template: Template, state: State): Service {
  const kept = state.read('kms-keys', z.record(z.string(), z.base64()), {});
  const keys = new Map<string, Key>();
  for (const { ref, attributes, properties } of template.of('AWS::KMS::Key')) {
    const signs = properties.KeyUsage === 'SIGN_VERIFY';
    if (signs !== (properties.KeySpec === 'ECC_NIST_P256'))
      throw new CannotStart(
        `The key ${ref} is a ${properties.KeySpec} for ${properties.KeyUsage}, which the local runner has not.`,
      );
    kept[ref] ??= (signs ? newSigningKey() : randomBytes(32)).toString('base64');
    keys.set(ref, {
      arn: attributes.Arn ?? '',
      enabled: properties.Enabled,
      material: Buffer.from(kept[ref], 'base64'),
      signs,
    });
  }
  state.write('kms-keys', kept);

  const keyOf = (operation: string, input: Input): Key => {
    const named = input.KeyId?.split('/').at(-1);
    const written = operation === 'Decrypt' ? idIn(input) : undefined;
    const key = keys.get(named ?? written ?? '');
    if (!key) throw new AwsRefusal('NotFoundException', `Key '${input.KeyId ?? ''}' does not exist`);
    if (written !== undefined && named !== undefined && written !== named) {
      throw new AwsRefusal(
        'IncorrectKeyException',
        'The key ID in the request does not identify a CMK that can perform this operation.',
      );
    }
    return key;
  };

  return {
    demandsOf: ({ operation, input }) => {
      if (!(operation in operations || operation in signingOperations)) throw unknown(operation);
      const parsed = parse(input);
      const signing = operation in signingOperations ? signingContext(operation, input) : {};
      const context = { ...circumstancesOf(parsed), ...signing };
      return [{ action: `kms:${operation}`, resource: keyOf(operation, parsed).arn, context }];
    },
    answer: async ({ operation, input }: Call) => {
      const parsed = parse(input);
      const key = keyOf(operation, parsed);
      if (!key.enabled) throw new AwsRefusal('DisabledException', `${key.arn} is disabled.`);
      const done = key.signs ? signingOperations[operation]?.(key, input) : operations[operation]?.(key, parsed);
      if (!done) throw new AwsRefusal('InvalidKeyUsageException', `${key.arn} is not a key for ${operation}.`);
      return { status: 200, body: JSON.stringify(done) };
    },
  };
}

/** What can be done with a key, by the name of the operation. */
const operations: Readonly<Record<string, Operation>> = {
  GenerateDataKey: (key, { EncryptionContext, KeySpec, NumberOfBytes }) => {
    if ((KeySpec === undefined) === (NumberOfBytes === undefined)) {
      throw new AwsRefusal('ValidationException', 'Please specify either number of bytes or key spec.');
    }
    const plaintext = randomBytes(NumberOfBytes ?? (KeySpec === 'AES_128' ? 16 : 32));
    return {
      CiphertextBlob: encrypt(key, plaintext, EncryptionContext).toString('base64'),
      Plaintext: plaintext.toString('base64'),
      KeyId: key.arn,
    };
  },
  Decrypt: (key, { CiphertextBlob = '', EncryptionContext }) => ({
    Plaintext: decrypt(key, Buffer.from(CiphertextBlob, 'base64'), EncryptionContext).toString('base64'),
    KeyId: key.arn,
    EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
  }),
  DescribeKey: (key) => ({
    KeyMetadata: {
      AWSAccountId: account,
      Arn: key.arn,
      Enabled: key.enabled,
      KeyId: key.arn.split('/').at(-1),
      KeyManager: 'CUSTOMER',
      KeySpec: 'SYMMETRIC_DEFAULT',
      KeyState: key.enabled ? 'Enabled' : 'Disabled',
      KeyUsage: 'ENCRYPT_DECRYPT',
      Origin: 'AWS_KMS',
    },
  }),
};

function encrypt(key: Key, plaintext: Buffer, context: Record<string, string>): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key.material, nonce).setAAD(authenticated(context));
  const encrypted = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  const id = Buffer.from((key.arn.split('/').at(-1) ?? '').replaceAll('-', ''), 'hex');
  return Buffer.concat([id, nonce, cipher.getAuthTag(), encrypted]);
}

function decrypt(key: Key, blob: Buffer, context: Record<string, string>): Buffer {
  const nonce = blob.subarray(idBytes, idBytes + nonceBytes);
  const tag = blob.subarray(idBytes + nonceBytes, idBytes + nonceBytes + tagBytes);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.material, nonce)
      .setAAD(authenticated(context))
      .setAuthTag(tag);
    return Buffer.concat([decipher.update(blob.subarray(idBytes + nonceBytes + tagBytes)), decipher.final()]);
  } catch {
    throw invalid();
  }
}

function idIn({ CiphertextBlob = '' }: Input): string {
  const blob = Buffer.from(CiphertextBlob, 'base64');
  if (blob.length <= idBytes + nonceBytes + tagBytes) throw invalid();
  return blob.toString('hex', 0, idBytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** The pairs of the context in one order, whatever order they came in. */
function authenticated(context: Record<string, string>): Buffer {
  return Buffer.from(JSON.stringify(Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1))));
}

function circumstancesOf({ EncryptionContext }: Input): Demand['context'] {
  const pairs = Object.entries(EncryptionContext);
  return {
    'kms:CallerAccount': account,
    ...Object.fromEntries(pairs.map(([key, value]) => [`kms:EncryptionContext:${key}`, value])),
    ...(pairs.length > 0 && { 'kms:EncryptionContextKeys': pairs.map(([key]) => key) }),
  };
}

function parse(input: unknown): Input {
  const result = Input.safeParse(input);
  if (result.success) return result.data;
  throw new AwsRefusal('ValidationException', `Invalid ${result.error.issues[0]?.path.join('.')}.`);
}

const invalid = () => new AwsRefusal('InvalidCiphertextException', '');
const unknown = (operation: string) =>
  new AwsRefusal('UnknownOperationException', `The local runner does not know the operation ${operation} of KMS.`);
