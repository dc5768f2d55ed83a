import { SESClient, SESServiceException, SendEmailCommand } from '@aws-sdk/client-ses';
import * as z from 'zod';

// biome-ignore lint/suspicious/noControlCharactersInRegex: a control character in a header would begin another header
const HeaderValue = z.string().regex(/^[^\u0000-\u001f\u007f]+$/);

/** One message to one person. */
const Message = z.strictObject({ to: HeaderValue, subject: HeaderValue, text: z.string(), html: z.string() });
export type Message = z.infer<typeof Message>;

/** SES refused: the message certainly did not leave. Any other error leaves its fate open. */
export const certainlyNotSent = (error: unknown): boolean => error instanceof SESServiceException;

/** Sends mail through SES, never twice by itself: SES has no idempotency token, so the SDK's own retries are off. */
export function mailer(from: string, configurationSet: string, ses = new SESClient({ maxAttempts: 1 })) {
  const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
  return {
    /** Answers SES's message id. */
    async send(message: Message): Promise<string> {
      const { to, subject, text, html } = Message.parse(message);
      const { MessageId } = await ses.send(
        new SendEmailCommand({
          Source: from,
          Destination: { ToAddresses: [to] },
          Message: { Subject: utf8(subject), Body: { Text: utf8(text), Html: utf8(html) } },
          ConfigurationSetName: configurationSet,
        }),
      );
      return z.string().min(1).parse(MessageId);
    },
  };
}

export type Mailer = ReturnType<typeof mailer>;
