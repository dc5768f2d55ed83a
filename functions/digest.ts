import { digestId } from '../shared/notice-ids.ts';
import type { Person, Role } from '../shared/people.ts';
import { logged, loggedFault } from './lib/log.ts';
import { digestServices } from './lib/stream-services.ts';

const { notices, directory } = digestServices();
const roles: readonly Role[] = ['official', 'expert', 'secretariat', 'auditor'];

const wantsOne = ({ status, noticesBy }: Person): boolean => status === 'active' && noticesBy === 'digest';

/** At the same hour of every day: one notice to each who chose so, whether anything happened or not. */
export async function handler(): Promise<void> {
  const now = new Date().toISOString();
  let failed = 0;
  let written = 0;
  for (const role of roles) {
    for (const { id } of (await directory.listPeople(role)).filter(wantsOne)) {
      try {
        await notices.insert({ kind: 'digest', recipientId: id }, await digestId(id, now.slice(0, 10)), now);
        written += 1;
      } catch (error) {
        failed += 1;
        loggedFault('no digest', error, {});
      }
    }
  }
  logged('digests', { count: written });
  if (failed > 0) throw new Error('not everybody who chose the digest got one');
}
