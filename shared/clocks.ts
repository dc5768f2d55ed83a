import { type Calendar, workingTimeBetween } from './calendar.ts';
import { clockOf, dueAfter, offerExpiry, type Paused, workingTimeRun } from './clock.ts';
import type { LedgerEntry } from './ledger.ts';
import { among, asksAgain, ends, type Outcome, roundsOf } from './rounds.ts';
import { type Settings, settingsAt } from './settings.ts';

/** A clock as the figures count it. */
export type Measured = {
  kind: 'acknowledgement' | 'acceptance' | 'first-advice' | 'follow-up' | 'keep-in-touch';
  startedAt: string;
  stoppedAt?: string;
  outcome: Outcome;
  dueAt: string;
  originalDueAt: string;
  /** Working time without the pauses: the hub's own. */
  netMilliseconds: number;
  /** All the time between start and end, nights and pauses with it. */
  grossMilliseconds: number;
  /** Working time of the pauses: the asker's. */
  pausedMilliseconds: number;
  /** Of what was done: whether it was by the original date. */
  withinTarget?: boolean;
};

const isReceived = among('submitted', 'held');
const acknowledges = among('accepted', 'information-asked', 'answered', 'not-advised', 'referral-proposed');
/** What the asker hears of the hub between the receipt and the answer. */
const isWord = among('accepted', 'information-asked', 'extended', 'referral-proposed');

/** A stretch between two events that is measured, and whether urgency was granted when it began and when it ended. */
type Stretch = { startedAt: string; stoppedAt?: string; outcome: Outcome; urgentAtFirst: boolean; urgent: boolean };

/** One kind of stretch: what begins it, and how an event ends it; `again`: what ends one begins the next. */
type Kind = {
  begins: (entry: LedgerEntry) => boolean;
  outcome: (entry: LedgerEntry, opened: LedgerEntry) => Outcome;
  again?: (entry: LedgerEntry) => boolean;
};

const acknowledgement: Kind = {
  begins: isReceived,
  outcome: (entry) => (acknowledges(entry) ? 'done' : ends(entry) ? 'ended' : 'running'),
};

const keepInTouch: Kind = {
  begins: (entry) => isReceived(entry) || asksAgain(entry),
  outcome: (entry) => (isWord(entry) || entry.code === 'answered' ? 'done' : ends(entry) ? 'ended' : 'running'),
  again: isWord,
};

const passesOn = among('declined', 'expired', 'offered');

const acceptance: Kind = {
  begins: among('offered'),
  outcome: (entry, opened) => {
    if (entry.code === 'accepted') return 'done';
    // An offer also ends when its expert turns out to have a conflict of interest, or is suspended.
    const lost =
      opened.code === 'offered' &&
      (entry.code === 'conflict-found' || entry.code === 'expert-suspended') &&
      entry.details.expertId === opened.details.expertId;
    return lost || passesOn(entry) || ends(entry) ? 'ended' : 'running';
  },
  again: among('offered'),
};

function stretchesOf(entries: readonly LedgerEntry[], { begins, outcome, again }: Kind): Stretch[] {
  const stretches: Stretch[] = [];
  let open: { entry: LedgerEntry; urgent: boolean } | undefined;
  let urgent = false;
  for (const entry of entries) {
    if (entry.code === 'urgency-granted') urgent = true;
    if (!open) {
      if (begins(entry)) open = { entry, urgent };
      continue;
    }
    const how = outcome(entry, open.entry);
    if (how === 'running') continue;
    const stretch = { startedAt: open.entry.at, urgentAtFirst: open.urgent, urgent };
    stretches.push({ ...stretch, outcome: how, stoppedAt: entry.at });
    open = again?.(entry) ? { entry, urgent } : undefined;
  }
  if (open) stretches.push({ startedAt: open.entry.at, outcome: 'running', urgentAtFirst: open.urgent, urgent });
  return stretches;
}

/** The part of the pauses that lies in a stretch. */
function pausesWithin(pauses: Paused['pauses'], { startedAt, stoppedAt }: Stretch): Paused['pauses'] {
  return pauses
    .filter(({ from, to }) => (!to || to > startedAt) && (!stoppedAt || from < stoppedAt))
    .map(({ from, to }) => {
      const end = stoppedAt && (!to || to > stoppedAt) ? stoppedAt : to;
      return { from: from > startedAt ? from : startedAt, ...(end ? { to: end } : {}) };
    });
}

type Dates = Pick<Measured, 'kind' | 'outcome' | 'dueAt' | 'originalDueAt'>;

function measured(span: Paused, { outcome, ...dates }: Dates, calendar: Calendar, now: string): Measured {
  const { startedAt, stoppedAt } = span;
  const until = stoppedAt ?? now;
  const net = workingTimeRun(span, until, calendar);
  return {
    kind: dates.kind,
    startedAt,
    ...(stoppedAt ? { stoppedAt } : {}),
    outcome,
    dueAt: dates.dueAt,
    originalDueAt: dates.originalDueAt,
    netMilliseconds: net,
    grossMilliseconds: Date.parse(until) - Date.parse(startedAt),
    pausedMilliseconds: workingTimeBetween(startedAt, until, calendar) - net,
    ...(stoppedAt && outcome === 'done' ? { withinTarget: stoppedAt <= dates.originalDueAt } : {}),
  };
}

/** Every clock of a ledger, for the figures; each by the settings in force when it stopped, or now. */
export function clocksOf(entries: readonly LedgerEntry[], history: readonly Settings[], now: string): Measured[] {
  const rounds = roundsOf(entries);
  const pauses = rounds.flatMap(({ facts }) => facts.pauses);
  const answers = rounds.map(({ facts, outcome }) => {
    const settings = settingsAt(history, facts.stoppedAt ?? now);
    const { kind, dueAt, originalDueAt } = clockOf(facts, settings);
    return measured(facts, { kind, outcome, dueAt, originalDueAt }, settings.calendar, now);
  });
  const others = (kind: Measured['kind'], which: Kind, due: (span: Paused, stretch: Stretch, by: Settings) => string) =>
    stretchesOf(entries, which).map((stretch) => {
      const settings = settingsAt(history, stretch.stoppedAt ?? now);
      const { startedAt, stoppedAt, outcome } = stretch;
      const within = kind === 'acceptance' ? [] : pausesWithin(pauses, stretch);
      const span = { startedAt, ...(stoppedAt ? { stoppedAt } : {}), pauses: within };
      const dueAt = due(span, stretch, settings);
      return measured(span, { kind, outcome, dueAt, originalDueAt: dueAt }, settings.calendar, now);
    });
  return [
    ...answers,
    ...others('acknowledgement', acknowledgement, (span, { urgent }, { targets, calendar }) =>
      dueAfter(span, targets.acknowledgement[urgent ? 'urgent' : 'standard'], calendar),
    ),
    // The expert was given until a moment, and urgency that is granted later does not change it.
    ...others('acceptance', acceptance, ({ startedAt }, { urgentAtFirst }, settings) =>
      offerExpiry(startedAt, urgentAtFirst, settings),
    ),
    ...others('keep-in-touch', keepInTouch, (span, _, { targets, calendar }) =>
      dueAfter(span, targets.keepInTouch, calendar),
    ),
  ];
}
