import { days, type Life, later } from './lifecycle-model.ts';
import type { MoveName } from './lifecycle-rules.ts';
import { experts, members } from './moves.ts';

/** What somebody does next who wants a query to come to its end, and when; without a name there is only to wait until then. */
type Next = { now: string; name?: MoveName; who?: string; expert?: string };

const member = members[0]?.id ?? '';
const latest = (now: string, at = now): string => (at > now ? at : now);

function toExpert(life: Life, now: string): Next {
  const next = experts.find(({ id }) => !life.passed.includes(id));
  if (!next) return { now, name: 'turn-down', who: member };
  return { now, name: life.restricted ? 'assign' : 'offer', who: life.restricted ? member : 'offer', expert: next.id };
}

function toClearer(life: Life, now: string): Next {
  const { who, reading } = life.clearance ?? {};
  if (who) return { now, name: reading ? 'approve' : 'accept-clearance', who };
  const next = experts.find(({ id }) => !life.drafters.includes(id) && life.expert !== id);
  if (!next) return { now, name: 'turn-down', who: member };
  return { now, name: 'ask-clearer', who: 'offer', expert: next.id };
}

function toErasure({ erasure, erases = '' }: Life, now: string): Next {
  if (erasure === 'held') return { now, name: 'release-erasure', who: member };
  if (erasure === 'planned') return { now: latest(now, later(erases, -days(30))) };
  return now < erases ? { now: erases } : { now, name: 'erase', who: 'erase' };
}

/** The next move on the usual way of a query to its end. */
export function nextMove(life: Life, now: string): Next {
  const { status, asker, wait, expert = '' } = life;
  if (status === 'draft') return { now, name: 'send', who: asker };
  // Half of the askers agree to a partner.
  if (life.partner && !life.endedAt)
    return { now, name: life.version % 2 ? 'accept-referral' : 'refuse-referral', who: asker };
  if (status === 'held') return { now, name: 'release', who: 'offer' };
  if (wait?.why === 'requested') return { now, name: 'resume', who: asker };
  if (status === 'needs_information') return { now, name: 'give-information', who: asker };
  if (status === 'submitted') return toExpert(life, now);
  if (status === 'offered') return { now, name: 'accept', who: life.offer?.expert ?? '' };
  if (status === 'in_progress') return { now, name: 'ask-review', who: expert };
  if (status === 'in_review') return toClearer(life, now);
  // Half of the askers say thanks, and half of the windows pass.
  if (status === 'answered')
    return life.version % 2 ? { now, name: 'thank', who: asker } : { now: latest(now, life.closes) };
  return toErasure(life, now);
}
