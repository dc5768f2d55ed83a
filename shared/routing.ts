import { hasAdvised } from './assignment.ts';
import { type Conflict, conflictOf } from './conflict.ts';
import type { Expert } from './people.ts';
import type { SentQuery } from './query.ts';
import type { Settings } from './settings.ts';

/** The open work of one expert: the queries they carry, offers included, and when they were last given one. */
export type Load = { openQueries: readonly string[]; lastAssignedAt?: string };

/** Why an expert does not fit. The first four a secretariat member may overrule by hand; the others nobody. */
export type Exclusion =
  | ('topic' | 'language' | 'away' | 'replaced' | 'passed')
  | ('suspended' | 'cannot-sign-in' | 'at-capacity' | Conflict);

const overridable = ['topic', 'language', 'away', 'replaced'] as const satisfies readonly Exclusion[];
type Overridable = (typeof overridable)[number];

const mayBeOverruled = (exclusion: Exclusion): boolean => overridable.some((one) => one === exclusion);

/** An expert beside one query: how well the topic fits, how much they carry, what stands against them. */
export type Candidate = {
  expert: Expert;
  /** `deputy`: it is the topic of somebody who is away, and for whom this expert stands in. */
  fit: 'main' | 'secondary' | 'deputy' | 'none';
  /** How well they have the language of the query; `reply`: only one that its asker can use a reply in, so they cannot read it. */
  speaks: 'fluent' | 'working' | 'reply' | 'none';
  open: number;
  lastAssignedAt?: string;
  exclusions: readonly Exclusion[];
};

/** The absence of this expert that this calendar date falls into, if they are away then. */
export const absenceOn = ({ expertise }: Expert, today: string) =>
  expertise.absences.find(({ from, to }) => from <= today && today <= to);

/** Is this expert away on this calendar date? */
export const isAway = (expert: Expert, today: string): boolean => absenceOn(expert, today) !== undefined;

function ownFit({ expertise }: Expert, topic: SentQuery['topic']): 'main' | 'secondary' | undefined {
  if (expertise.mainTopics.includes(topic)) return 'main';
  return expertise.secondaryTopics.includes(topic) ? 'secondary' : undefined;
}

function speechOf({ expertise }: Expert, { language, replyLanguages }: SentQuery): Candidate['speaks'] {
  if (expertise.languages.includes(language)) return 'fluent';
  if (expertise.workingLanguages?.includes(language)) return 'working';
  const known = [...expertise.languages, ...(expertise.workingLanguages ?? [])];
  return replyLanguages.some((one) => known.includes(one)) ? 'reply' : 'none';
}

/** Those who stand in, today and for this topic, for somebody who is away. */
function standIns(roster: readonly Expert[], topic: SentQuery['topic'], today: string): ReadonlySet<string> {
  const absent = roster.filter(
    (expert) => expert.status === 'active' && isAway(expert, today) && ownFit(expert, topic) !== undefined,
  );
  return new Set(absent.flatMap(({ expertise: { deputyId } }) => deputyId ?? []));
}

const noLoad: Load = { openQueries: [] };

/** Every expert beside this query, in no order; capacity is for `rank` to judge. */
function candidatesFor(
  query: SentQuery,
  roster: readonly Expert[],
  loads: ReadonlyMap<string, Load>,
  today: string,
): Candidate[] {
  const deputies = standIns(roster, query.topic, today);
  return roster.map((expert) => {
    const { expertise, id, status, firstPasswordAt } = expert;
    const { openQueries, lastAssignedAt } = loads.get(id) ?? noLoad;
    const fit = ownFit(expert, query.topic) ?? (deputies.has(id) ? 'deputy' : 'none');
    const speaks = speechOf(expert, query);
    const conflict = conflictOf(expertise.interests, query.state, today);
    const checks: [boolean, Exclusion][] = [
      [status !== 'active', 'suspended'],
      [!firstPasswordAt, 'cannot-sign-in'],
      [fit === 'none', 'topic'],
      [speaks === 'none' || speaks === 'reply', 'language'],
      [isAway(expert, today), 'away'],
      [query.passedBy.includes(id), query.replaced?.includes(id) ? 'replaced' : 'passed'],
    ];
    const found = checks.filter(([stands]) => stands).map(([, exclusion]) => exclusion);
    return {
      expert,
      fit,
      speaks,
      // A query does not stand in its own way: the place it holds with this expert already counts as free.
      open: openQueries.filter((other) => other !== query.id).length,
      ...(lastAssignedAt ? { lastAssignedAt } : {}),
      exclusions: conflict ? [...found, conflict] : found,
    };
  });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const fitOrder = { main: 0, secondary: 1, deputy: 2, none: 3 } as const;
const speechOrder = { fluent: 0, working: 1, reply: 2, none: 3 } as const;

const byObstacles = (a: Candidate, b: Candidate): number => a.exclusions.length - b.exclusions.length;
const byFit = (a: Candidate, b: Candidate): number => fitOrder[a.fit] - fitOrder[b.fit];
const bySpeech = (a: Candidate, b: Candidate): number => speechOrder[a.speaks] - speechOrder[b.speaks];
const byOpen = (a: Candidate, b: Candidate): number => a.open - b.open;
/** The longest idle first; never assigned comes before all. */
const byIdle = (a: Candidate, b: Candidate): number =>
  compare(a.lastAssignedAt ?? '', b.lastAssignedAt ?? '') || compare(a.expert.id, b.expert.id);

/** Every expert beside this query, best first, with what stands against each. `today` is a calendar date. */
export function rank(
  query: SentQuery,
  roster: readonly Expert[],
  loads: ReadonlyMap<string, Load>,
  today: string,
): Candidate[] {
  return candidatesFor(query, roster, loads, today)
    .map((candidate): Candidate => {
      const full = candidate.open >= candidate.expert.expertise.capacity;
      return full ? { ...candidate, exclusions: [...candidate.exclusions, 'at-capacity'] } : candidate;
    })
    .sort((a, b) => byObstacles(a, b) || byFit(a, b) || bySpeech(a, b) || byOpen(a, b) || byIdle(a, b));
}

/**
 * Every expert beside an advice that waits to be cleared, best first. Nobody clears their own words, so whoever drafted a
 * version is not among them, nor whoever said no to the query or to clearing it. Reading a draft takes no place: of those
 * who have the language alike, who carries least comes first.
 */
export function rankClearers(
  query: SentQuery,
  roster: readonly Expert[],
  loads: ReadonlyMap<string, Load>,
  today: string,
): Candidate[] {
  // Who gave the query itself back or turned it down may have had a conflict that they need not explain.
  const passed = new Set([...query.passedBy, ...query.clearancePassedBy]);
  return candidatesFor(query, roster, loads, today)
    .filter(({ expert }) => !hasAdvised(query, expert.id) && !passed.has(expert.id))
    .sort((a, b) => byObstacles(a, b) || bySpeech(a, b) || byOpen(a, b) || byFit(a, b) || byIdle(a, b));
}

/** Those the hub may offer a query to by itself, best first. */
export const eligible = (ranked: readonly Candidate[]): Candidate[] =>
  ranked.filter(({ exclusions }) => exclusions.length === 0);

/** May a secretariat member assign to this expert by hand? */
export const assignable = ({ exclusions }: Candidate): boolean => exclusions.every(mayBeOverruled);

/** Is this query only ever proposed to the secretariat: by its own secrecy, or because its topic is given out by hand? */
export const isProposalOnly = (query: SentQuery, { manualTopics }: Pick<Settings, 'manualTopics'>): boolean =>
  query.confidentiality === 'restricted' || manualTopics.includes(query.topic);

/** Why a query has nobody: how often each obstacle stands in the way, and how many would fit if one were overruled. */
export type NobodyFits = {
  counts: Partial<Record<Exclusion, number>>;
  widening: readonly { overrule: Overridable; gains: number }[];
};

/** Says why nobody of these fits, and what the secretariat could overrule to widen the circle, the most promising first. */
export function whyNobody(candidates: readonly Candidate[]): NobodyFits {
  const counts: NobodyFits['counts'] = {};
  for (const exclusion of candidates.flatMap(({ exclusions }) => exclusions))
    counts[exclusion] = (counts[exclusion] ?? 0) + 1;
  const widening = overridable
    .map((overrule) => ({
      overrule,
      gains: candidates.filter(({ exclusions }) => exclusions.length === 1 && exclusions[0] === overrule).length,
    }))
    .filter(({ gains }) => gains > 0);
  return { counts, widening: widening.sort((a, b) => b.gains - a.gains) };
}
