import { may } from '../../shared/access.ts';
import { noticeActions, type StoredNotice } from '../../shared/notices.ts';
import type { Person } from '../../shared/people.ts';
import type { QueryReader } from './query-reader.ts';

/** May they still do what the notice is about? Access that ended meanwhile ends the telling too. */
export async function mayStillKnow(
  notice: StoredNotice,
  person: Person,
  queries: Pick<QueryReader, 'allows'>,
  now: string,
): Promise<boolean> {
  if (notice.kind === 'digest') return person.status === 'active' && person.noticesBy === 'digest';
  if (notice.kind === 'undeliverable' || notice.kind === 'standing-ends') return may('manage-people', person);
  if (notice.kind === 'grant-ended') return may('list-queue', person);
  return queries.allows(notice.queryId, noticeActions[notice.kind], { kind: 'person', person }, now);
}
