import { addWorkingTime, endOfWorkingDay, workingTimeBetween } from '../../shared/calendar.ts';
import type { ClockFacts } from '../../shared/clock.ts';
import type { Status } from '../../shared/query.ts';
import type { Settings } from '../../shared/settings.ts';
import { queryRules, type Standing } from './access-table.ts';

// A second telling of a query's life, by which the first is judged. Who may do what, and from where, it takes from the table
// written by hand; it shares no rule with the hub.

/** A text of a query, by its name. */
type Text = { name: string; kind: string; cleared: boolean };

/** All that matters of a query at one moment of its life. */
export type Life = {
  version: number;
  touchedAt: string;
  status: Status;
  asker: string;
  coOwners: string[];
  restricted: boolean;
  topic: string;
  urgency: 'requested' | 'granted';
  texts: Text[];
  told: string[];
  passed: string[];
  replaced: string[];
  drafters: string[];
  clearancePassed: string[];
  partner: boolean;
  /** The version of the settings that the clock was last read by. */
  setBy: number;
  clock?: ClockFacts | undefined;
  wordBy?: string | undefined;
  routing?: string | undefined;
  offer?: { expert: string; expires: string; remind?: string | undefined } | undefined;
  expert?: string | undefined;
  windowEnds?: string | undefined;
  lastAdviser?: string | undefined;
  clearance?: { advice: number; who?: string; reading?: boolean; expires?: string; routing?: string } | undefined;
  wait?:
    | { why: 'information' | 'requested'; since: string; reminded: number; next?: string; proposed: boolean }
    | undefined;
  glass?: { member: string; askedAt?: string; opensUntil?: string } | undefined;
  closes?: string | undefined;
  endedAt?: string | undefined;
  erases?: string | undefined;
  erasure?: 'planned' | 'announced' | 'held' | undefined;
};

/** A new draft. */
export const begun = (asker: string, topic: string, now: string): Life => ({
  ...{ version: 1, touchedAt: now, status: 'draft', asker, coOwners: [], restricted: false, topic, setBy: 0 },
  ...{ urgency: 'requested', texts: [{ name: 'question', kind: 'question', cleared: false }], partner: false },
  ...{ told: [], passed: [], replaced: [], drafters: [], clearancePassed: [] },
});

/** Somebody as the model knows them. */
export type Somebody = {
  id: string;
  role: 'official' | 'expert' | 'secretariat' | 'auditor' | 'offer' | 'watch' | 'erase';
  /** The experts who name them as their deputy. */
  standsInFor?: readonly string[];
};

const over: readonly Status[] = ['closed', 'declined', 'referred', 'withdrawn'];
const gone: readonly Status[] = ['draft', 'discarded', 'erased'];

function ofExpert(life: Life, { id, standsInFor = [] }: Somebody, now: string): Standing[] {
  const { offer, clearance, expert, windowEnds } = life;
  if (offer?.expert === id && now < offer.expires) return ['expert with an offer'];
  const writes = expert === id || life.drafters.includes(id);
  if (clearance?.who === id && !writes) {
    if (clearance.reading) return ['expert who clears'];
    return now < (clearance.expires ?? '') ? ['expert asked to clear'] : [];
  }
  if (expert === id && (windowEnds === undefined || now < windowEnds)) return ['expert with a grant'];
  const shutOut = life.restricted || life.passed.includes(id);
  return standsInFor.some((one) => one === expert) && windowEnds === undefined && !shutOut ? ['deputy'] : [];
}

/** How somebody stands to a query at a moment. */
export function standingsOf(life: Life, who: Somebody, now: string): Standing[] {
  const { id, role } = who;
  const { status } = life;
  if (role === 'erase') return [...over, 'discarded', 'erased'].includes(status) ? ['the eraser'] : [];
  if (status === 'discarded') return [];
  if (role === 'watch') return status === 'erased' ? [] : ['the watch'];
  if (role === 'official') {
    const relation = life.asker === id ? 'asker' : life.coOwners.includes(id) ? 'co-owner' : undefined;
    return relation ? [status === 'erased' ? 'holder of a receipt' : relation] : [];
  }
  if (gone.includes(status) || role === 'auditor') return [];
  if (role === 'offer') return ['the router'];
  if (role === 'expert') return ofExpert(life, who, now);
  const { glass } = life;
  const broken = glass?.member === id && glass.opensUntil !== undefined && now < glass.opensUntil;
  return broken ? ['secretariat', 'member with broken glass'] : ['secretariat'];
}

/** May they do this from where the query stands? */
export const entitled = (life: Life, action: keyof typeof queryRules, who: Somebody, now: string): boolean =>
  standingsOf(life, who, now).some((standing) => queryRules[action][standing]?.includes(life.status));

/** The expert whose place is taken by it: whoever has it to answer, or to decide whether they will. */
export function carriedBy(life: Life): string | undefined {
  if (life.status === 'answered' || over.includes(life.status) || gone.includes(life.status)) return undefined;
  return life.offer?.expert ?? life.expert;
}

/** The names of the texts that a reader is shown. */
export function shownTo(life: Life, reader: 'asker' | 'adviser' | 'clearer'): string[] {
  const hidden = { asker: ['note', 'comment', 'draft'], clearer: ['draft'], adviser: [] as string[] }[reader];
  const isShown = ({ kind, cleared }: Text) =>
    !hidden.includes(kind) && (reader !== 'asker' || kind !== 'advice' || cleared);
  return life.texts.filter(isShown).map(({ name }) => name);
}

/** Does anything fall due of it by itself? Not while its asker wants it to rest, or was asked whether to close it. */
export function isWatched({ status, wait, clearance, erasure }: Life): boolean {
  if (gone.includes(status)) return status === 'draft';
  if (over.includes(status)) return erasure === 'planned';
  if (!wait || wait.next !== undefined) return true;
  if (status === 'in_review') return clearance?.reading !== true;
  return status === 'submitted' || status === 'offered' || status === 'answered';
}

const month = 30 * 86_400_000;
export const later = (at: string, milliseconds: number): string =>
  new Date(Date.parse(at) + milliseconds).toISOString();
export const days = (count: number): number => count * 86_400_000;
export const quarterHour = 15 * 60_000;

/** A moment, by what is set then. */
export type Then = { now: string; settings: Settings };

/** When an offer made now lapses: two working days, or four working hours when it is urgent. */
export const offerEnds = ({ urgency }: Life, { now, settings: { calendar, targets } }: Then): string =>
  urgency === 'granted'
    ? addWorkingTime(now, targets.acceptance.urgentHours * 3_600_000, calendar)
    : endOfWorkingDay(now, targets.acceptance.standard, calendar);

/** Half of the working time until then. */
export const halfWay = (until: string, { now, settings: { calendar } }: Then): string =>
  addWorkingTime(now, workingTimeBetween(now, until, calendar) / 2, calendar);

/** The asker hears from the hub now: when they must have heard again. */
export const wordBy = ({ now, settings: { calendar, targets } }: Then): string =>
  endOfWorkingDay(now, targets.keepInTouch, calendar);

/** When a waiting asker is reminded: after 5 and 15 working days; after 30 closing is proposed. */
export const remindedAt = (since: string, reminded: number, { settings: { calendar } }: Then): string =>
  endOfWorkingDay(since, [5, 15, 30][reminded] ?? 30, calendar);

/** Two years later. */
export function twoYearsAfter(now: string): string {
  const at = new Date(now);
  at.setUTCMonth(at.getUTCMonth() + 24);
  return at.toISOString();
}

/** A month's notice. */
export const noticeEnds = (now: string): string => later(now, month);
