import type { SNSEventRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import { Id, Moment } from '../../shared/fields.ts';
import { noticeTag } from './mailer.ts';

const addresses = z.array(z.object({ emailAddress: z.string() }));
const mail = z.object({
  messageId: z.string().check(z.minLength(1)),
  tags: z.object({ [noticeTag]: z.array(Id).check(z.length(1)) }),
});
const mailSent = z.extend(mail, { timestamp: Moment });

/** What SES says of a message it was given, as far as the hub acts on it; whatever else it says is left unread. */
const Report = z.discriminatedUnion('eventType', [
  z.object({ eventType: z.literal('Send'), mail: mailSent }),
  z.object({ eventType: z.literal('Delivery'), mail, delivery: z.object({ timestamp: Moment }) }),
  z.object({ eventType: z.literal('Reject'), mail: mailSent }),
  z.object({
    eventType: z.literal('Bounce'),
    mail,
    bounce: z.object({ bounceType: z.string(), bouncedRecipients: addresses, timestamp: Moment }),
  }),
  z.object({
    eventType: z.literal('Complaint'),
    mail,
    complaint: z.object({ complainedRecipients: addresses, timestamp: Moment }),
  }),
]);

type Stopping = { why: 'bounced' | 'complained'; addresses: readonly string[] };

/** What became of the message of one notice. */
export type MailReport = {
  noticeId: string;
  messageId: string;
  at: string;
  fate: 'accepted' | 'delivered' | 'rejected' | 'bounced' | 'complained';
  /** The addresses that take no more mail. A bounce that may pass (a full mailbox) stops nothing. */
  stops?: Stopping;
};

// What SES publishes once to a topic that it was given, to see whether it may.
const trial = 'Successfully validated SNS topic for Amazon SES event publishing';

/** Reads what SES published about a message; undefined when it is about none. */
export function readReport({ Sns }: Pick<SNSEventRecord, 'Sns'>): MailReport | undefined {
  if (Sns.Message.startsWith(trial)) return undefined;
  const report = Report.parse(JSON.parse(Sns.Message));
  const [noticeId = ''] = report.mail.tags[noticeTag] ?? [];
  const of = { noticeId, messageId: report.mail.messageId };
  const listed = (all: z.infer<typeof addresses>) => all.map(({ emailAddress }) => emailAddress.toLowerCase());
  switch (report.eventType) {
    case 'Send':
      return { ...of, at: report.mail.timestamp, fate: 'accepted' };
    case 'Delivery':
      return { ...of, at: report.delivery.timestamp, fate: 'delivered' };
    case 'Reject':
      return { ...of, at: report.mail.timestamp, fate: 'rejected' };
    case 'Bounce': {
      const { bounceType, bouncedRecipients, timestamp } = report.bounce;
      const stops: Stopping = { why: 'bounced', addresses: listed(bouncedRecipients) };
      return { ...of, at: timestamp, fate: 'bounced', ...(bounceType === 'Permanent' ? { stops } : {}) };
    }
    case 'Complaint': {
      const { complainedRecipients, timestamp } = report.complaint;
      const stops: Stopping = { why: 'complained', addresses: listed(complainedRecipients) };
      return { ...of, at: timestamp, fate: 'complained', stops };
    }
  }
}
