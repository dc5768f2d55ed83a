import type { Calendar } from '../../shared/calendar.ts';
import { LedgerEntry } from '../../shared/ledger.ts';
import { type Settings, shippedSettings } from '../../shared/settings.ts';
import type { Chance } from '../chance.ts';
import { closings } from './minutes.ts';
import { idOf } from './worlds.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const written = (at: number): string => new Date(at).toISOString();

/** Calendars of any kind: offices from Cairo to Auckland, short weeks and long, with a few days off. */
export function calendarsBy(chance: Chance, count: number): Calendar[] {
  const zones = ['Europe/Zurich', 'Africa/Cairo', 'Asia/Kathmandu', 'America/New_York', 'Pacific/Auckland', 'UTC'];
  const weekends = [[6, 7], [6, 7], [5, 6], [7], [], [1, 3, 6], [2, 4, 6, 7]];
  return Array.from({ length: count }, (_, index) => {
    const opens = 5 + chance.below(9);
    const half = chance.pick(['00', '00', '30', '45']);
    return {
      version: index + 1,
      zone: chance.pick(zones),
      weekend: chance.pick(weekends),
      holidays: Array.from({ length: chance.below(30) }, () =>
        written(Date.parse('2026-01-01') + chance.below(600) * day).slice(0, 10),
      ),
      opensAt: `${String(opens).padStart(2, '0')}:${half}`,
      closesAt: `${opens + 1 + chance.below(9)}:${chance.pick(['00', '30', '50'])}`.padStart(5, '0'),
    };
  });
}

/** What was in force one after the other while a query lived: calendars and targets that changed. */
function historyBy(chance: Chance, calendars: readonly Calendar[], start: number): Settings[] {
  const days = (most: number) => 1 + chance.below(most);
  const changes = chance.pick([0, 0, 1, 2]);
  let since = Date.parse(shippedSettings.since);
  return Array.from({ length: changes + 1 }, (_, index) => {
    if (index > 0) since = Math.max(since, start) + chance.below(40 * day);
    return {
      version: index + 1,
      since: written(since),
      calendar: chance.pick(calendars),
      targets: {
        acknowledgement: { standard: days(4), urgent: days(2) },
        acceptance: { standard: days(4), urgentHours: days(12) },
        firstAdvice: { standard: days(15), urgent: days(4) },
        documentReview: days(25),
        followUp: { standard: days(8), urgent: days(3) },
        keepInTouch: days(12),
      },
      manualTopics: [],
    };
  });
}

// What happens most is what moves a clock; what must not move it is there as well.
const happenings = [
  ...['information-asked', 'information-asked', 'information-given', 'information-given', 'paused', 'resumed'],
  ...['extended', 'extended', 'extended', 'urgency-granted', 'answered', 'follow-up-asked', 'reopened'],
  ...['offered', 'accepted', 'declined', 'expired', 'recused', 'released', 'conflict-found', 'expert-suspended'],
  ...['information-added', 'feedback-given', 'topic-changed', 'advice-saved', 'referral-proposed', 'clearer-accepted'],
] as const;
const endings = ['withdrawn', 'closed', 'referred', 'not-advised'] as const;
const endsWaiting: readonly string[] = ['information-given', 'resumed', 'answered', ...endings];
type Happening = (typeof happenings)[number] | (typeof endings)[number] | 'submitted' | 'held';

function detailsOf(code: Happening, at: number, chance: Chance): object {
  const expertId = idOf(chance.below(2));
  const asked = { topic: 'npm', language: 'fr', institutionKind: 'npm', region: 'africa', urgencyRequested: true };
  const kind = { requestKind: chance.pick(['question', 'document-review', 'good-practice-examples']) };
  const details = {
    'information-asked': { by: 'expert' },
    extended: {
      dueOn: written(at + (2 + chance.below(30)) * day).slice(0, 10),
      previousDueAt: written(at),
      reason: 'complex',
    },
    'urgency-granted': { neededBy: '2026-12-01' },
    answered: { adviceVersion: 1 },
    offered: { expertId, expiresAt: written(at) },
    declined: { reason: 'no-time' },
    expired: { expertId },
    recused: { reason: 'other' },
    'conflict-found': { expertId, conflict: 'nationality' },
    'expert-suspended': { expertId },
    'feedback-given': { answered: 'yes', clear: 'yes', inTime: 'yes' },
    'topic-changed': { topic: 'detention' },
    'referral-proposed': { partner: 'apt' },
    closed: { outcome: 'no-reply' },
    referred: { partner: 'apt' },
    'not-advised': { reason: 'no-expert-found', turnTo: 'apt' },
    submitted: { ...asked, ...kind },
    held: { ...asked, ...kind },
  };
  return code in details ? details[code as keyof typeof details] : {};
}

/** A query's ledger, the settings while it lived, and moments at which somebody looks at its clocks. */
export type Timeline = { entries: LedgerEntry[]; history: Settings[]; looks: string[] };

/** A life made by chance: of moments at the edges of the working day more than chance would give. */
export function timelineBy(chance: Chance, calendars: readonly Calendar[]): Timeline {
  let at = Date.parse('2026-01-05T00:00:00Z') + chance.below(360 * day);
  const history = historyBy(chance, calendars, at);
  const edges = history.map(({ calendar }) => closings(calendar));
  const later = (): number => {
    const next = at + chance.pick([0, minute, hour, 5 * hour, day, 3 * day, 12 * day]) * chance.below(1_000) * 0.002;
    const rounded = chance.happens(0.5) ? Math.ceil(next / minute) * minute : Math.ceil(next);
    if (chance.happens(0.7)) return rounded;
    const edge = chance.pick(edges).find((one) => one > next + minute) ?? rounded;
    return edge + chance.pick([-minute, -1, 0, 1, minute, 14 * hour, 15 * hour]);
  };
  const entries: LedgerEntry[] = [];
  let waiting = false;
  const add = (code: Happening) => {
    // A query that waits for its asker is not given a later date.
    if (code === 'extended' && waiting) return;
    if (code === 'information-asked' || code === 'paused') waiting = true;
    if (endsWaiting.includes(code)) waiting = false;
    const chain = {
      queryId: idOf(9),
      sequence: entries.length + 1,
      at: written(at),
      previousHash: '',
      hash: '0'.repeat(64),
    };
    const actor = { id: idOf(1), role: 'secretariat' };
    entries.push(LedgerEntry.parse({ ...chain, actor, code, details: detailsOf(code, at, chance) }));
  };
  at = later();
  add(chance.pick(['submitted', 'held']));
  for (let left = chance.below(16); left > 0; left -= 1) {
    at = later();
    const granted = entries.some(({ code }) => code === 'urgency-granted');
    const code = left < 4 && chance.happens(0.1) ? chance.pick(endings) : chance.pick(happenings);
    if (!(granted && code === 'urgency-granted')) add(code);
  }
  const looks = [chance.pick(entries).at, written(at + chance.below(20 * day))];
  return { entries, history, looks };
}
