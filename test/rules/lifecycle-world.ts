import { type Caller, readerAs, relationsFor, relationsTo } from '../../shared/access.ts';
import { expertOf } from '../../shared/assignment.ts';
import type { Change } from '../../shared/change.ts';
import type { Clock } from '../../shared/clock.ts';
import { draft } from '../../shared/drafting.ts';
import { dueChange, nextCheckAt } from '../../shared/due.ts';
import { canonical, LedgerEntry } from '../../shared/ledger.ts';
import { Notice } from '../../shared/notices.ts';
import { partsFor } from '../../shared/parts.ts';
import { isSent, Query } from '../../shared/query.ts';
import { Refused } from '../../shared/refused.ts';
import { type Settings, shippedSettings } from '../../shared/settings.ts';
import { answeringClock } from './answering-clock.ts';
import { asker, auditor, ministry } from './cast.ts';
import { begun, carriedBy, isWatched, type Life, type Somebody, shownTo, standingsOf } from './lifecycle-model.ts';
import { asking, experts, members, officials, secretariat } from './moves.ts';
import { idOf } from './worlds.ts';

/** What is kept: the query, its ledger, the places it takes; and beside it the life as the model tells it. */
export type Kept = { query: Query; entries: LedgerEntry[]; places: string[]; life: Life };

/** The settings of these stories: after a while the calendar has one more holiday, and answers may take longer. */
export const laterSettings = (since: string): Settings => ({
  ...shippedSettings,
  ...{ version: 2, since },
  calendar: { ...shippedSettings.calendar, version: 2, holidays: [...shippedSettings.calendar.holidays, '2026-03-19'] },
  targets: { ...shippedSettings.targets, firstAdvice: { standard: 12, urgent: 3 }, keepInTouch: 8 },
});

const hubs = ['offer', 'watch', 'erase'] as const;
/** Everybody who ever comes to the query. */
export const everybody: readonly { body: Somebody; caller: Caller }[] = [
  ...[...officials, ...experts, ...members, auditor(10)].map((person) => {
    const standsInFor = experts.filter(({ expertise }) => expertise.deputyId === person.id).map(({ id }) => id);
    return {
      body: { id: person.id, role: person.role, standsInFor },
      caller: { kind: 'person', person, standsInFor } as const,
    };
  }),
  ...hubs.map((one) => ({ body: { id: one, role: one }, caller: { kind: 'hub', function: one } as const })),
];

/** A story begins. */
export function beginning(now: string): Kept {
  const change = draft(idOf(21), asking, asker, ministry, now);
  const empty: Kept = { query: change.query, entries: [], places: [], life: begun(asker.id, asking.topic, now) };
  return { ...empty, ...written(empty, change, now) };
}

/** What a change leaves behind. */
export function written({ entries, places }: Kept, change: Change, at: string): Omit<Kept, 'life'> {
  const chain = { queryId: change.query.id, sequence: entries.length + 1, at, previousHash: '', hash: '0'.repeat(64) };
  const entry = LedgerEntry.parse({ ...change.event, ...chain, actor: { id: asker.id, role: 'official' } });
  const { take, release } = change.load ?? {};
  const left = places.filter((id) => id !== release);
  const held = take && !left.includes(take.expertId) ? [...left, take.expertId] : left;
  return { query: change.query, entries: [...entries, entry], places: held };
}

const relationNames: Record<string, string> = {
  asker: 'asker',
  'co-owner': 'co-owner',
  'receipt-holder': 'holder of a receipt',
  'offered-expert': 'expert with an offer',
  'granted-expert': 'expert with a grant',
  deputy: 'deputy',
  'offered-clearer': 'expert asked to clear',
  'clearing-expert': 'expert who clears',
  secretariat: 'secretariat',
  'glass-reader': 'member with broken glass',
  router: 'the router',
  watch: 'the watch',
  eraser: 'the eraser',
};

const readers = new Set((['read', 'read-draft', 'read-through-glass'] as const).flatMap(relationsFor));

function pictureOf(query: Query): object {
  const named = { version: query.version, status: query.status, asker: query.askerId, coOwners: query.coOwners };
  if (query.status === 'erased') return named;
  const known = { ...named, restricted: query.confidentiality === 'restricted', topic: query.topic };
  const texts = query.parts.map(({ part, clearedAt }) => [part, clearedAt !== undefined]);
  if (!isSent(query)) return { ...known, texts };
  const { clock, pause, glass, told, passedBy, replaced = [], drafters, clearancePassedBy, referral } = query;
  const { kind, startedAt, requestKind, urgent, pauses, extensions, stoppedAt } = clock;
  const grant = 'grant' in query ? query.grant : undefined;
  const clearer = query.status === 'in_review' ? query.clearance.clearer : undefined;
  return {
    ...{ ...known, texts, urgency: query.urgency.level, told, passedBy, replaced, drafters, clearancePassedBy },
    ...{ referral: referral !== undefined, wordBy: query.wordDueAt, adviser: query.lastAdviser, setBy: clock.settings },
    clock: { kind, startedAt, requestKind, urgent, pauses, extensions, stoppedAt },
    wait: pause && [pause.why, pause.since, pause.reminded, pause.nextReminderAt, pause.proposedAt !== undefined],
    expert: expertOf(query),
    windowEnds: grant?.endsAt,
    offer: query.status === 'offered' ? [query.offer.expiresAt, query.offer.remindAt] : undefined,
    clearance:
      query.status === 'in_review'
        ? [query.clearance.adviceVersion, query.clearance.routingDueAt, clearer?.expertId, clearer?.status]
        : undefined,
    clearanceEnds: clearer?.status === 'asked' ? clearer.expiresAt : undefined,
    routing: query.status === 'submitted' ? query.routingDueAt : undefined,
    closes: query.status === 'answered' ? query.closesAt : undefined,
    ended: 'endedAt' in query ? [query.endedAt, query.eraseAt, query.erasure] : undefined,
    glass: glass && [
      glass.memberId,
      ...(glass.status === 'approved' ? [null, glass.expiresAt] : [glass.requestedAt, null]),
    ],
  };
}

function pictureOfLife(life: Life): object {
  const { version, status, coOwners } = life;
  const named = { version, status, asker: life.asker, coOwners };
  if (status === 'erased') return named;
  const known = { ...named, restricted: life.restricted, topic: life.topic };
  const texts = life.texts.map(({ name, cleared }) => [name, cleared]);
  if (status === 'draft' || status === 'discarded') return { ...known, texts };
  const { clock, wait, clearance, offer, told, glass } = life;
  const reading = clearance?.who && (clearance.reading ? 'reading' : 'asked');
  return {
    ...{
      ...known,
      texts,
      urgency: life.urgency,
      told,
      passedBy: life.passed,
      drafters: life.drafters,
      replaced: life.replaced,
    },
    ...{ clearancePassedBy: life.clearancePassed, referral: life.partner, wordBy: life.wordBy },
    ...{ adviser: life.lastAdviser, setBy: life.setBy, clock },
    wait: wait && [wait.why, wait.since, wait.reminded, wait.next, wait.proposed],
    expert: offer?.expert ?? life.expert,
    windowEnds: life.windowEnds,
    offer: offer && [offer.expires, offer.remind],
    clearance: clearance && [clearance.advice, clearance.routing, clearance.who, reading],
    ...{ clearanceEnds: clearance?.expires, routing: life.routing, closes: life.closes },
    ended: life.endedAt === undefined ? undefined : [life.endedAt, life.erases, life.erasure],
    glass: glass && [glass.member, glass.askedAt ?? null, glass.opensUntil ?? null],
  };
}

/** The query is where the model says, each stands to it as the model says, and is shown the texts that it says. */
function agrees({ query, life, places }: Kept, now: string): string | undefined {
  const [found, told] = [canonical(pictureOf(query)), canonical(pictureOfLife(life))];
  if (found !== told) return `the query is ${found}, the model says ${told}`;
  const carried = carriedBy(life);
  if (places.join() !== (carried ?? '')) return `the places are with ${places.join()}, the model says ${carried}`;
  for (const { body, caller } of everybody) {
    const relations = relationsTo(query, caller, now);
    const standings = relations.map((one) => relationNames[one]);
    if (standings.join() !== standingsOf(life, body, now).join()) return `${body.id} stands as ${standings.join()}`;
    const reads = relations.some((one) => readers.has(one));
    if (!reads || query.status === 'erased') continue;
    const reader = standings.includes('expert with a grant')
      ? 'adviser'
      : standings.includes('expert who clears')
        ? 'clearer'
        : 'asker';
    const shown = partsFor(query.parts, readerAs(relations)).map(({ part }) => part);
    if (shown.join() !== shownTo(life, reader).join()) return `${body.id} is shown ${shown.join()}`;
  }
  return undefined;
}

/** What sets a clock anew. */
const timing = [
  ...['extended', 're-timed', 'urgency-granted', 'follow-up-asked', 'reopened'],
  ...['information-asked', 'information-given', 'paused', 'resumed'],
];

/** When a threshold of this clock passes, as far as somebody is told of it. */
const momentOf = (clock: Clock, code: string): string | undefined =>
  ({ 'at-risk': clock.atRiskAt, overdue: clock.dueAt, 'long-overdue': clock.longOverdueAt })[code];

/** Each threshold is told of once, and once more only after its moment was set to later than when it was told. */
function toldOnce(entries: readonly LedgerEntry[], history: readonly Settings[]): boolean {
  const told = new Map<string, string>();
  for (const [index, { code, at }] of entries.entries()) {
    if (timing.includes(code)) {
      const clock = answeringClock(entries.slice(0, index + 1), history, at);
      const isLater = ([one, when]: [string, string]) => clock && String(momentOf(clock, one)) >= when;
      for (const [one] of [...told].filter(isLater)) told.delete(one);
    }
    if (!['at-risk', 'overdue', 'long-overdue'].includes(code)) continue;
    if (told.has(code)) return false;
    told.set(code, at);
  }
  return true;
}

/** What is not as it should be after a step; undefined when all is well. */
export function fault(kept: Kept, change: Change, history: readonly Settings[], now: string): string | undefined {
  const { query, entries, life } = kept;
  if (!Query.safeParse(query).success) return 'it does not parse';
  const different = agrees(kept, now);
  if (different) return different;
  if (isSent(query)) {
    const known = history.filter(({ version }) => version <= query.clock.settings);
    if (canonical(query.clock) !== canonical(answeringClock(entries, known, now) ?? null))
      return 'its clock is not the one that its ledger tells';
  }
  if ((nextCheckAt(query) !== undefined) !== isWatched(life)) return `its next check is ${nextCheckAt(query)}`;
  if (!toldOnce(entries, history)) return 'a threshold was told of twice';
  if (!change.notices.every((notice) => Notice.safeParse(notice).success)) return 'a notice does not parse';
  const tellings = change.notices.map(({ kind, recipientId }) => `${kind} ${recipientId}`);
  return new Set(tellings).size === tellings.length ? undefined : `somebody is told twice: ${tellings.join()}`;
}

/** The next thing that the watch does at this moment, if any. */
export function watchDoes(query: Query, settings: Settings, now: string): Change | undefined {
  try {
    return dueChange(query, { settings, secretariat, head: secretariat.slice(0, 1), now });
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}
