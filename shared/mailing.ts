import * as z from 'zod/mini';
import { Moment } from './fields.ts';

/** Whether an address takes mail, and since when; nothing goes to one that bounced or complained. */
export const Mailing = z.strictObject({ status: z.enum(['ok', 'bounced', 'complained']), since: Moment });
export type Mailing = z.infer<typeof Mailing>;

/** How somebody wants to hear: a mail for each notice, none, or one that says nothing at the same hour of every day. */
export const NoticesBy = z.enum(['mail', 'inbox', 'digest']);
export type NoticesBy = z.infer<typeof NoticesBy>;

type Reachable = { mailing?: Mailing | undefined; noticesBy?: NoticesBy | undefined };

// That a member of the secretariat may read what they asked is mailed at once, whatever they chose for everything else.
const always = 'break-glass';

/** How a notice reaches somebody now: by mail, in the inbox by their own choice, or in the inbox for want of an address. */
export function wayTo({ mailing, noticesBy = 'mail' }: Reachable, kind: string): 'mail' | 'inbox' | 'undeliverable' {
  if (kind !== always && noticesBy !== (kind === 'digest' ? 'digest' : 'mail')) return 'inbox';
  return mailing && mailing.status !== 'ok' ? 'undeliverable' : 'mail';
}
