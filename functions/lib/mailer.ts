import { SESClient, SESServiceException, SendEmailCommand } from '@aws-sdk/client-ses';
import * as z from 'zod/mini';
import { Id } from '../../shared/fields.ts';
import { unlogged } from './unlogged.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: a control character in a header would begin another header
const HeaderValue = z.string().check(z.regex(/^[^\u0000-\u001f\u007f]+$/));

// One plain mailbox, by the rule of the Directory: no display name, list, group, comment or encoded word around it.
const Address = z.email().check(z.maxLength(254));

/** Could this be sent to at all? */
export const sendable = (address: string): boolean => Address.safeParse(address).success;

/** One message to one person. */
const Message = z.strictObject({
  to: Address,
  subject: HeaderValue,
  text: z.string(),
  html: z.string(),
  /** Comes back with what SES reports of the message. */
  noticeId: Id,
});
export type Message = z.infer<typeof Message>;

/** The one tag of a message: the id of its notice, opaque like everything else in it. */
export const noticeTag = 'notice';

/** SES answered that it failed: the message did not leave. Where there is no answer, its fate is open. */
export const certainlyNotSent = (error: unknown): boolean => error instanceof SESServiceException;

/** SES takes nothing to this address, however often it is asked: what else it is asked with is the same every time. */
export const neverTaken = (error: unknown): boolean =>
  error instanceof SESServiceException && error.name === 'InvalidParameterValue';

/** Sends mail through SES, never twice by itself: SES has no idempotency token, so the SDK's own retries are off. */
export function mailer(from: string, configurationSet: string, ses = unlogged(new SESClient({ maxAttempts: 1 }))) {
  const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
  return {
    /** Answers SES's message id. */
    async send(message: Message): Promise<string> {
      const { to, subject, text, html, noticeId } = Message.parse(message);
      const { MessageId } = await ses.send(
        new SendEmailCommand({
          Source: from,
          Destination: { ToAddresses: [to] },
          Message: { Subject: utf8(subject), Body: { Text: utf8(text), Html: utf8(html) } },
          ConfigurationSetName: configurationSet,
          Tags: [{ Name: noticeTag, Value: noticeId }],
        }),
      );
      return z.string().check(z.minLength(1)).parse(MessageId);
    },
  };
}

export type Mailer = ReturnType<typeof mailer>;
