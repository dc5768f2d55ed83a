import { expertAtWork, mayStandIn } from './assignment.ts';
import type { GlassReason } from './choices.ts';
import { lapseOf } from './glass.ts';
import type { LedgerEntry } from './ledger.ts';
import { isSent, type Query } from './query.ts';

/** Somebody who can see the query now, and in which part. */
export type Reader = {
  personId: string;
  as: 'asker' | 'co-owner' | 'expert' | 'offered-expert' | 'deputy' | 'clearer' | 'offered-clearer' | 'emergency';
  until?: string;
};

/** One opening of the text. Experts are named by their part, not by name. */
export type Opening = {
  personId: string;
  at: string;
  as: 'asker' | 'expert' | 'secretariat' | 'auditor' | 'hub';
  through: 'right' | 'break-glass';
};

/** One emergency reading: who asked, why, and what became of it. */
export type Emergency = {
  memberId: string;
  requestedAt: string;
  reason: GlassReason;
  text: string;
  approvedBy?: string;
  approvedAt?: string;
  expiresAt?: string;
  refusedBy?: string;
  refusedAt?: string;
  /** The one who asked took it back. */
  takenBackAt?: string;
  /** Nobody decided in time. */
  lapsed?: true;
};

/** Who can see a query and who did, derived from the query as it stands and its ledger. */
export type Access = {
  readers: Reader[];
  openings: Opening[];
  emergencies: Emergency[];
  /** Whose names the asker may learn: colleagues, and members who broke the glass; never the experts'. */
  named: string[];
};

function readersOf(query: Query, deputyId: string | undefined, now: string): Reader[] {
  const readers: Reader[] = [
    { personId: query.askerId, as: 'asker' },
    ...query.coOwners.map((personId): Reader => ({ personId, as: 'co-owner' })),
  ];
  if (query.status === 'offered' && now < query.offer.expiresAt)
    readers.push({ personId: query.offer.expertId, as: 'offered-expert', until: query.offer.expiresAt });
  const grant = 'grant' in query ? query.grant : undefined;
  if (grant && (grant.endsAt === undefined || now < grant.endsAt))
    readers.push({ personId: grant.expertId, as: 'expert', ...(grant.endsAt ? { until: grant.endsAt } : {}) });
  if (deputyId && expertAtWork(query) && isSent(query) && mayStandIn(query, deputyId))
    readers.push({ personId: deputyId, as: 'deputy' });
  const clearer = query.status === 'in_review' ? query.clearance.clearer : undefined;
  if (clearer?.status === 'reading') readers.push({ personId: clearer.expertId, as: 'clearer' });
  if (clearer?.status === 'asked' && now < clearer.expiresAt)
    readers.push({ personId: clearer.expertId, as: 'offered-clearer', until: clearer.expiresAt });
  const glass = 'glass' in query ? query.glass : undefined;
  if (glass?.status === 'approved' && now < glass.expiresAt)
    readers.push({ personId: glass.memberId, as: 'emergency', until: glass.expiresAt });
  return readers;
}

const parts = {
  official: 'asker',
  expert: 'expert',
  secretariat: 'secretariat',
  auditor: 'auditor',
  hub: 'hub',
} as const;

function openingsOf(entries: readonly LedgerEntry[]): Opening[] {
  return entries.flatMap(({ code, at, actor, details }) => {
    if (code !== 'opened') return [];
    return [{ personId: actor.id, at, as: parts[actor.role], through: details.through }];
  });
}

const hasLapsed = ({ requestedAt, approvedAt, refusedAt, takenBackAt }: Emergency, now: string): boolean =>
  !(approvedAt ?? refusedAt ?? takenBackAt) && lapseOf(requestedAt) <= now;

function emergenciesOf(entries: readonly LedgerEntry[], now: string): Emergency[] {
  const emergencies: Emergency[] = [];
  for (const entry of entries) {
    const last = emergencies.at(-1);
    if (entry.code === 'glass-requested')
      emergencies.push({ memberId: entry.actor.id, requestedAt: entry.at, ...entry.details });
    else if (entry.code === 'glass-approved' && last)
      Object.assign(last, { approvedBy: entry.actor.id, approvedAt: entry.at, expiresAt: entry.details.expiresAt });
    else if (entry.code === 'glass-refused' && last?.memberId === entry.actor.id)
      Object.assign(last, { takenBackAt: entry.at });
    else if (entry.code === 'glass-refused' && last)
      Object.assign(last, { refusedBy: entry.actor.id, refusedAt: entry.at });
  }
  return emergencies.map((one) => (hasLapsed(one, now) ? { ...one, lapsed: true } : one));
}

/** Who can see this query now, and everyone who opened it; the deputy is whom the expert at work names. */
export function accessOf(
  query: Query,
  entries: readonly LedgerEntry[],
  { deputyId, now }: { deputyId?: string | undefined; now: string },
): Access {
  const readers = readersOf(query, deputyId, now);
  const openings = openingsOf(entries);
  const emergencies = emergenciesOf(entries, now);
  const named = [
    ...readers
      .filter(({ as }) => as === 'asker' || as === 'co-owner' || as === 'emergency')
      .map(({ personId }) => personId),
    ...openings.filter(({ as }) => as !== 'expert').map(({ personId }) => personId),
    ...emergencies.flatMap(({ memberId, approvedBy, refusedBy }) => [memberId, approvedBy ?? refusedBy ?? memberId]),
  ];
  return { readers, openings, emergencies, named: [...new Set(named)] };
}
