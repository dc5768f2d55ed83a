import { runsOutSoon } from '../shared/institutions.ts';
import { digestId, standingEndsId } from '../shared/notice-ids.ts';
import type { Notice } from '../shared/notices.ts';
import { type Person, roles } from '../shared/people.ts';
import { logged, loggedFault } from './lib/log.ts';
import { digestServices } from './lib/stream-services.ts';

const { notices, directory } = digestServices();

/** A notice of the day, under an id that stays the same however often the day is begun. */
type Due = { notice: Notice; id: string };

const wantsOne = ({ status, noticesBy }: Person): boolean => status === 'active' && noticesBy === 'digest';

/** One notice to each who chose one mail a day, whether anything happened or not. */
async function* digestsOf(day: string): AsyncGenerator<Due> {
  for (const role of roles)
    for (const { id } of (await directory.listPeople(role)).filter(wantsOne))
      yield { notice: { kind: 'digest', recipientId: id }, id: await digestId(id, day) };
}

/** Each member of the secretariat is warned once of each standing that runs out soon. */
async function* warningsOf(day: string): AsyncGenerator<Due> {
  const members = await directory.secretariat();
  for (const institution of await directory.listInstitutions()) {
    const { id: institutionId, standing } = institution;
    if (standing.status !== 'confirmed' || !runsOutSoon(institution, day)) continue;
    for (const recipientId of members)
      yield {
        notice: { kind: 'standing-ends', recipientId, institutionId },
        id: await standingEndsId(recipientId, institutionId, standing.expiresOn),
      };
  }
}

/** At the same hour of every day: the mail of those who chose one a day, and what a date alone brings about. */
export async function handler(): Promise<void> {
  const now = new Date().toISOString();
  const day = now.slice(0, 10);
  let failed = 0;
  let written = 0;
  for (const due of [digestsOf(day), warningsOf(day)]) {
    for await (const { notice, id } of due) {
      try {
        await notices.insert(notice, id, now);
        written += 1;
      } catch (error) {
        failed += 1;
        loggedFault('no digest', error, {});
      }
    }
  }
  logged('digests', { count: written });
  if (failed > 0) throw new Error('not everybody who is told something by the day was told');
}
