import { undeliverableNotices } from '../../shared/audience.ts';
import { lostMailId } from '../../shared/notice-ids.ts';
import type { StoredNotice } from '../../shared/notices.ts';
import type { Directory } from './directory.ts';
import type { NoticeStore } from './notice-store.ts';

/** What it takes to leave the secretariat a task. */
export type Desk = { notices: Pick<NoticeStore, 'insert'>; directory: Pick<Directory, 'secretariat'> };

/** Leaves the secretariat a task when a mail was lost that `at` though its address still takes mail: somebody may be waiting. */
export async function leaveTask(
  { kind, recipientId }: StoredNotice,
  at: string,
  { notices, directory }: Desk,
  now: string,
): Promise<void> {
  // Of a task whose own mail was lost there is no further one: it stands in the inbox, and the other members have theirs.
  if (kind === 'undeliverable') return;
  for (const task of undeliverableNotices(await directory.secretariat(), recipientId))
    await notices.insert(task, await lostMailId(task.recipientId, recipientId, at.slice(0, 10)), now);
}
