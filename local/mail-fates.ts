import { randomUUID } from 'node:crypto';
import { CannotStart } from './cannot-start.ts';
import { account } from './names.ts';
import type { Mail } from './ses.ts';
import type { Template } from './template.ts';
import { mayPublish, type Topics } from './topics.ts';

/** What becomes of a mail after SES took it; `unreported`: whatever it is, SES's word of it is lost. */
export type MailFate = 'delivered' | 'bounced' | 'mailbox-full' | 'complained' | 'rejected' | 'unreported';

/** Decides what becomes of mail to this address; undefined: the address says it, or the mail arrives. */
export type DecideFate = (address: string) => MailFate | undefined;

// As with the mailbox simulator of SES, an address can say what becomes of its mail.
const fateByMailbox: Readonly<Record<string, MailFate>> = {
  bounce: 'bounced',
  full: 'mailbox-full',
  complaint: 'complained',
  reject: 'rejected',
};

/** Reports what becomes of each mail, to the topics that the template names for its configuration set. */
export function reportFates(
  template: Template,
  topics: Topics,
): { of(mail: Mail): void; decide(by: DecideFate): void } {
  const destinations = template.of('AWS::SES::ConfigurationSetEventDestination').map(({ id, properties }) => {
    const { ConfigurationSetName: set, EventDestination } = properties;
    const topic = EventDestination.SnsDestination.TopicARN;
    const source = `arn:aws:ses:${template.region}:${account}:configuration-set/${set}`;
    if (!mayPublish(template, topic, 'ses.amazonaws.com', source))
      throw new CannotStart(`No policy in the template lets SES publish to the topic of ${id}.`);
    return { set, topic, types: new Set<string>(EventDestination.MatchingEventTypes) };
  });
  let decided: DecideFate = () => undefined;
  return {
    decide: (by) => {
      decided = by;
    },
    of: (mail) => {
      const [address = ''] = mail.to;
      const mailbox = address.split(/[+@]/)[0] ?? '';
      const fate = decided(address) ?? fateByMailbox[mailbox] ?? 'delivered';
      for (const event of eventsOf(mail, fate)) {
        for (const { set, topic, types } of destinations) {
          if (set === mail.configurationSet && types.has(event.eventType.toLowerCase()))
            topics.publish(topic, 'Amazon SES Email Event Notification', JSON.stringify(event));
        }
      }
    },
  };
}

type Event = { readonly eventType: string; readonly mail: object } & Readonly<Record<string, unknown>>;

/** What SES publishes of a mail, in the order in which it happens. */
function eventsOf(mail: Mail, fate: MailFate): readonly Event[] {
  if (fate === 'unreported') return [];
  const timestamp = new Date().toISOString();
  const about = {
    timestamp: mail.at,
    source: mail.from,
    sendingAccountId: account,
    messageId: mail.id,
    destination: mail.to,
    headersTruncated: false,
    headers: Object.entries(mail.headers).map(([name, value]) => ({ name, value })),
    commonHeaders: { from: [mail.from], to: mail.to, messageId: mail.id, subject: mail.subject },
    tags: {
      'ses:configuration-set': [mail.configurationSet],
      ...Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]])),
    },
  };
  const event = (eventType: string, name: string, more: object): Event => ({ eventType, mail: about, [name]: more });
  const everybody = mail.to.map((emailAddress) => ({ emailAddress }));
  const send = event('Send', 'send', {});
  const delivery = event('Delivery', 'delivery', {
    timestamp,
    processingTimeMillis: 1,
    recipients: mail.to,
    smtpResponse: '250 OK',
    reportingMTA: 'local',
  });
  const bounce = (bounceType: string, bounceSubType: string, status: string) =>
    event('Bounce', 'bounce', {
      ...{ bounceType, bounceSubType, timestamp },
      bouncedRecipients: everybody.map((one) => ({
        ...one,
        action: 'failed',
        status,
        diagnosticCode: `smtp; ${status}`,
      })),
      feedbackId: randomUUID(),
      reportingMTA: 'dns; local',
    });
  switch (fate) {
    case 'delivered':
      return [send, delivery];
    case 'bounced':
      return [send, bounce('Permanent', 'General', '5.1.1')];
    case 'mailbox-full':
      return [send, bounce('Transient', 'MailboxFull', '4.2.2')];
    case 'rejected':
      return [send, event('Reject', 'reject', { reason: 'Bad content' })];
    case 'complained': {
      const complaint = {
        complainedRecipients: everybody,
        timestamp,
        feedbackId: randomUUID(),
        complaintFeedbackType: 'abuse',
      };
      return [send, delivery, event('Complaint', 'complaint', complaint)];
    }
  }
}
