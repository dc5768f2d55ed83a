import { wayTo } from '../../shared/mailing.ts';
import { mailOfNotice } from '../../web/mail/notice-mail.ts';
import type { Cancelling } from './cancelling.ts';
import type { Directory } from './directory.ts';
import { logged } from './log.ts';
import { leaveTask } from './lost-mail.ts';
import { certainlyNotSent, type Mailer, neverTaken, sendable } from './mailer.ts';
import type { NoticeStore } from './notice-store.ts';
import type { QueryReader } from './query-reader.ts';
import { mayStillKnow } from './still-known.ts';

/** What telling somebody takes. */
export type Telling = {
  notices: NoticeStore;
  cancel: Cancelling;
  queries: QueryReader;
  directory: Pick<Directory, 'findPerson' | 'secretariat'>;
  mailer: Mailer;
  origin: string;
  now: () => string;
};

/**
 * Tells one person of one notice, and brings it to an end: sent, kept for the inbox, undeliverable or cancelled.
 * Claim, send, mark: whatever breaks off in between comes again, and sends again only if SES did not report the message.
 */
export async function tell(
  id: string,
  { notices, cancel, queries, directory, mailer, origin, now }: Telling,
): Promise<void> {
  const claimed = await notices.claim(id, now());
  if (claimed === 'done') return;
  if (claimed.accepted) {
    await notices.markSent(id, claimed.accepted.messageId, now());
    return;
  }
  // What breaks before anything left adds no doubt, and the next attempt need not wait for the lease.
  const nothingLeft = async (error: unknown) => {
    await notices.release(claimed, now());
    throw error;
  };
  const recipient = await directory.findPerson(claimed.recipientId).catch(nothingLeft);
  const concerned = recipient && (await mayStillKnow(claimed, recipient, queries, now()).catch(nothingLeft));
  if (!concerned) {
    await cancel(claimed, now()).catch(nothingLeft);
    return;
  }
  const way = wayTo(recipient, claimed.kind);
  if (way === 'inbox') {
    await notices.keepInInbox(id, now());
    return;
  }
  if (way === 'undeliverable') {
    await notices.markUndeliverable(id, 'suppressed', now());
    return;
  }
  const { locale, email } = recipient;
  const reject = async () => {
    await leaveTask(claimed, claimed.createdAt, { notices, directory }, now()).catch(nothingLeft);
    await notices.markUndeliverable(id, 'rejected', now());
  };
  if (!sendable(email)) return reject();
  // The one window: SES may have taken the message, we did not mark it, and SES's own report is lost as well.
  if (claimed.inDoubt) logged('sent though it may have left before', { noticeId: id });
  const message = { to: email, ...mailOfNotice(claimed, locale, origin), noticeId: id };
  const messageId = await mailer.send(message).catch((error: unknown) => {
    if (neverTaken(error)) return undefined;
    if (certainlyNotSent(error)) return nothingLeft(error);
    throw error;
  });
  if (messageId === undefined) return reject();
  await notices.markSent(id, messageId, now());
}
