import { expect, inject, it } from 'vitest';
import * as z from 'zod';
import { kms } from '../../local/kms.ts';
import { openState } from '../../local/state.ts';
import { callOf, templateIn } from './runner-surroundings.ts';

const template = templateIn(inject('cdkOut'));
const service = kms(template, openState(undefined));
const [KeyId = '', OtherKeyId = ''] = template.of('AWS::KMS::Key').map(({ attributes }) => attributes.Arn ?? '');
const Answer = z.object({ CiphertextBlob: z.string().optional(), Plaintext: z.string().optional(), KeyId: z.string() });

async function ask(operation: string, input: object) {
  const { body } = await service.answer(callOf('kms', operation, input));
  return Answer.parse(JSON.parse(body.toString()));
}

it('opens a data key only in the context it was wrapped in', async () => {
  const EncryptionContext = { purpose: 'content', query: 'one' };
  const made = await ask('GenerateDataKey', { KeyId, KeySpec: 'AES_256', EncryptionContext });
  const { CiphertextBlob } = made;
  const opened = await ask('Decrypt', { CiphertextBlob, EncryptionContext: { query: 'one', purpose: 'content' } });
  expect(opened).toMatchObject({ Plaintext: made.Plaintext, KeyId });
  for (const context of [{ purpose: 'content', query: 'two' }, { purpose: 'content' }, {}]) {
    await expect(ask('Decrypt', { CiphertextBlob, EncryptionContext: context })).rejects.toMatchObject({
      code: 'InvalidCiphertextException',
    });
  }
});

it('refuses a ciphertext that was touched, that is of another key, or that is none', async () => {
  const { CiphertextBlob = '' } = await ask('GenerateDataKey', { KeyId, KeySpec: 'AES_256' });
  const touched = Buffer.from(CiphertextBlob, 'base64');
  touched.writeUInt8(touched.readUInt8(touched.length - 1) ^ 1, touched.length - 1);
  await expect(ask('Decrypt', { CiphertextBlob: touched.toString('base64') })).rejects.toMatchObject({
    code: 'InvalidCiphertextException',
  });
  await expect(ask('Decrypt', { CiphertextBlob, KeyId: OtherKeyId })).rejects.toMatchObject({
    code: 'IncorrectKeyException',
  });
  await expect(ask('Decrypt', { CiphertextBlob: 'AAAA' })).rejects.toMatchObject({
    code: 'InvalidCiphertextException',
  });
});

it('tells the policy which context a call is made in', () => {
  const input = { KeyId, KeySpec: 'AES_256', EncryptionContext: { purpose: 'content', query: 'one' } };
  expect(service.demandsOf(callOf('kms', 'GenerateDataKey', input))).toEqual([
    {
      action: 'kms:GenerateDataKey',
      resource: KeyId,
      context: expect.objectContaining({
        'kms:EncryptionContext:purpose': 'content',
        'kms:EncryptionContextKeys': ['purpose', 'query'],
      }),
    },
  ]);
});
