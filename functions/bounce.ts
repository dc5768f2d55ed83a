import type { SNSEvent } from 'aws-lambda';
import type { StoredNotice } from '../shared/notices.ts';
import { Refused } from '../shared/refused.ts';
import { stopMail } from '../shared/registry.ts';
import { logged } from './lib/log.ts';
import { leaveTask } from './lib/lost-mail.ts';
import { type MailReport, readReport } from './lib/mail-reports.ts';
import { bounceServices } from './lib/stream-services.ts';

const { notices, directory, register } = bounceServices();
const actor = { id: 'bounce', role: 'hub' } as const;
const now = () => new Date().toISOString();
const tries = 4;

/** Stops mail to the address a report is about, once; an address that changed or was resumed since is left alone. */
async function stop({ recipientId }: StoredNotice, { at, stops }: MailReport): Promise<void> {
  if (!stops) return;
  for (let attempt = 1; ; attempt += 1) {
    const person = await directory.findPerson(recipientId);
    if (!person || !stops.addresses.includes(person.email.toLowerCase())) return;
    if (person.mailing && (person.mailing.status !== 'ok' || person.mailing.since >= at)) return;
    try {
      return await register(stopMail(person, stops.why, at, await directory.secretariat()), { actor, now: now() });
    } catch (error) {
      // Somebody changed the person meanwhile: looked at anew.
      if (!(error instanceof Refused) || attempt === tries) throw error;
    }
  }
}

async function record(report: MailReport): Promise<void> {
  const { noticeId, messageId, at, fate } = report;
  const notice = await notices.find(noticeId);
  if (!notice) return logged('a report of no notice of ours', { noticeId });
  // First what stops, then what the notice becomes: a report that breaks off in between comes again and does both.
  await stop(notice, report);
  if (fate === 'bounced' || fate === 'rejected') {
    if (!report.stops) await leaveTask(notice, at, { notices, directory }, now());
    await notices.markUndeliverable(noticeId, fate, now());
  }
  // What is marked already needs no second witness.
  else if (notice.status === 'claimed' || notice.status === 'pending')
    await notices.recordAccepted(noticeId, messageId, at);
  if (fate === 'delivered') await notices.recordDelivered(noticeId, at);
}

/** What SES reports of a message is put on its notice, and on the address when it takes no more mail. */
export async function handler({ Records }: SNSEvent): Promise<void> {
  for (const one of Records) {
    const report = readReport(one);
    if (report) await record(report);
  }
}
