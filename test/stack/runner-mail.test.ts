import { beforeEach, expect, inject, it } from 'vitest';
import { reportFates } from '../../local/mail-fates.ts';
import { ses } from '../../local/ses.ts';
import { openState } from '../../local/state.ts';
import { callOf, changed, templateIn } from './runner-surroundings.ts';

const template = templateIn(inject('cdkOut'));
const [configurationSet] = template.of('AWS::SES::ConfigurationSet');
let service = ses(template, openState(undefined));
beforeEach(() => {
  service = ses(template, openState(undefined));
});

const draft = {
  Source: 'no-reply@advice-hub.example',
  'Destination.ToAddresses.member.1': 'litia@justice.fj.example',
  'Message.Subject.Data': 'Advice Hub: إجابة في انتظارك – une réponse vous attend (0W7K-B838)',
  'Message.Body.Text.Data': 'Une réponse vous attend.\nhttps://advice-hub.example/n/1\n',
  'Message.Body.Html.Data': '<p lang="ar" dir="rtl">إجابة</p>',
};
const send = (changes: Record<string, string> = {}) =>
  service.answer(callOf('ses', 'SendEmail', { ...draft, ...changes }));

it('keeps a mail as it would travel, and shows it as it would be read', async () => {
  await send({ ConfigurationSetName: configurationSet?.ref ?? '' });
  const [mail] = service.inbox();
  expect(mail).toMatchObject({
    to: ['litia@justice.fj.example'],
    subject: draft['Message.Subject.Data'],
    text: draft['Message.Body.Text.Data'],
    html: draft['Message.Body.Html.Data'],
  });
  expect(mail?.raw).toMatch(/^[\r\n\x20-\x7e]*$/);
  expect(mail?.raw.split('\r\n').every((line) => line.length <= 78 || line.startsWith('Content-Type'))).toBe(true);
});

it('refuses a header that holds a line break', async () => {
  await expect(send({ 'Message.Subject.Data': 'Hello\r\nBcc: everybody@elsewhere.example' })).rejects.toMatchObject({
    code: 'InvalidParameterValue',
  });
  await expect(send({ Source: 'no-reply@advice-hub.example\nX: y' })).rejects.toMatchObject({
    code: 'InvalidParameterValue',
  });
  await expect(send({ 'Destination.ToAddresses.member.1': 'a@b.example\r\nCc: c@d.example' })).rejects.toMatchObject({
    code: 'InvalidParameterValue',
  });
  expect(service.inbox()).toEqual([]);
});

it('refuses to start where SES could not use the key of the topic that it reports to', () => {
  const topics = { publish: () => {}, settled: async () => {} };
  expect(() => reportFates(template, topics)).not.toThrow();
  const without = (action: string) =>
    changed(inject('cdkOut'), (resources) => {
      const policy = JSON.stringify(resources);
      for (const [id, resource] of Object.entries(JSON.parse(policy.replaceAll(`"${action}"`, '"kms:Verify"'))))
        if (id.startsWith('MailReportsKey')) resources[id] = Object(resource);
    });
  for (const action of ['kms:GenerateDataKey*', 'kms:Decrypt'])
    expect(() => reportFates(templateIn(without(action)), topics)).toThrow(/lets SES publish to the topic/);
});

it('refuses a sender nobody verified, a mail to nobody, and rules it does not have', async () => {
  await expect(send({ Source: 'no-reply@elsewhere.example' })).rejects.toMatchObject({ code: 'MessageRejected' });
  await expect(send({ 'Destination.ToAddresses.member.1': 'nobody' })).rejects.toMatchObject({
    code: 'InvalidParameterValue',
  });
  await expect(send({ ConfigurationSetName: 'unknown' })).rejects.toMatchObject({
    code: 'ConfigurationSetDoesNotExist',
  });
  const { 'Destination.ToAddresses.member.1': _, ...toNobody } = draft;
  await expect(service.answer(callOf('ses', 'SendEmail', toNobody))).rejects.toMatchObject({
    code: 'InvalidParameterValue',
  });
});

it('asks the policy about the identity, the rules and the sender', () => {
  const demands = service.demandsOf(callOf('ses', 'SendEmail', { ...draft, ConfigurationSetName: 'rules' }));
  expect(demands.map(({ resource }) => resource.split(':').at(-1))).toEqual([
    'identity/advice-hub.example',
    'configuration-set/rules',
  ]);
  expect(demands[0]?.context).toMatchObject({ 'ses:FromAddress': 'no-reply@advice-hub.example' });
});
