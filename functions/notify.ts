import * as z from 'zod';
import { shortReference } from '../shared/identifiers.ts';
import { renderMail } from '../web/mail/mail.tsx';
import { certainlyNotSent } from './lib/mailer.ts';
import { onStream } from './lib/stream.ts';
import { mailServices } from './lib/stream-services.ts';

const { notices, directory, mailer, origin } = mailServices();
const Changed = z.object({ id: z.string() });
const now = () => new Date().toISOString();

/** Sends one notice as a mail without content: claim, send, mark. Whoever lost access meanwhile is told nothing. */
export const handler = onStream(async (image) => {
  const { id } = Changed.parse(image);
  const claimed = await notices.claim(id, now());
  if (claimed === 'done') return;
  const recipient = await directory.findPerson(claimed.recipientId);
  if (recipient?.status !== 'active') {
    await notices.cancel(id, now());
    return;
  }
  const { locale, email } = recipient;
  const link = `${origin}/notices/${id}`;
  const mail = renderMail(claimed.kind, { locale, reference: shortReference(id), link });
  const messageId = await mailer.send({ to: email, ...mail }).catch(async (error: unknown) => {
    if (certainlyNotSent(error)) await notices.release(id, now());
    throw error;
  });
  await notices.markSent(id, messageId, now());
});
