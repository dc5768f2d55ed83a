import { describe, expect, test } from 'vitest';
import { readReport } from '../../functions/lib/mail-reports.ts';
import { newId } from '../../shared/identifiers.ts';

const noticeId = newId();
const at = '2026-03-03T09:00:00.000Z';
const mail = { messageId: 'm1', timestamp: at, tags: { notice: [noticeId], 'ses:configuration-set': ['rules'] } };
const read = (message: unknown) => {
  const Message = typeof message === 'string' ? message : JSON.stringify(message);
  const about = { SignatureVersion: '', Timestamp: at, Signature: '', SigningCertUrl: '', UnsubscribeUrl: '' };
  return readReport({
    Sns: { ...about, Message, MessageId: '', MessageAttributes: {}, Type: '', TopicArn: '', Subject: '' },
  });
};
const bounce = (bounceType: string) => ({
  eventType: 'Bounce',
  mail,
  bounce: {
    bounceType,
    timestamp: at,
    bouncedRecipients: [{ emailAddress: 'Litia@Justice.fj.example', status: '5.1.1' }],
  },
});

describe('what SES reports', () => {
  test('of a bounce that will not pass stops mail to the address, in whatever case it is written', () => {
    expect(read(bounce('Permanent'))).toEqual({
      ...{ noticeId, messageId: 'm1', at, fate: 'bounced' },
      stops: { why: 'bounced', addresses: ['litia@justice.fj.example'] },
    });
  });

  test.each(['Transient', 'Undetermined'])('of a bounce that is %s stops nothing', (bounceType) => {
    expect(read(bounce(bounceType))).not.toHaveProperty('stops');
  });

  test.each([
    ['Send', {}, 'accepted'],
    ['Delivery', { delivery: { timestamp: at, smtpResponse: '250' } }, 'delivered'],
    ['Reject', { reject: { reason: 'Bad content' } }, 'rejected'],
    [
      'Complaint',
      { complaint: { timestamp: at, complainedRecipients: [{ emailAddress: 'a@b.example' }] } },
      'complained',
    ],
  ])('as %s is read as such', (eventType, more, fate) => {
    expect(read({ eventType, mail, ...more })).toMatchObject({ noticeId, at, fate });
  });

  test('to try its topic is about no mail', () => {
    expect(read('Successfully validated SNS topic for Amazon SES event publishing.')).toBeUndefined();
  });

  test.each([
    ['no notice', { eventType: 'Send', mail: { ...mail, tags: {} } }],
    ['two notices', { eventType: 'Send', mail: { ...mail, tags: { notice: [noticeId, newId()] } } }],
    ['something that we did not ask to hear', { eventType: 'Open', mail, open: { ipAddress: '192.0.2.1' } }],
    ['nonsense', 'nonsense'],
  ])('of %s is not believed', (_, message) => {
    expect(() => read(message)).toThrow();
  });
});
