import { type Conflict, conflictOf } from './conflict.ts';
import type { Expert } from './people.ts';
import type { SentQuery } from './query.ts';
import type { Settings } from './settings.ts';

/** The open work of one expert: the queries they carry, offers included, and when they were last given one. */
export type Load = { openQueries: readonly string[]; lastAssignedAt?: string };

/** Why an expert does not fit. The first three a secretariat member may overrule by hand; the others nobody. */
export type Exclusion = 'topic' | 'language' | 'away' | 'passed' | 'suspended' | 'at-capacity' | Conflict;

const overridable: ReadonlySet<Exclusion> = new Set(['topic', 'language', 'away']);

/** An expert beside one query: how well the topic fits, how much they carry, what stands against them. */
export type Candidate = {
  expert: Expert;
  fit: 'main' | 'secondary' | 'none';
  open: number;
  lastAssignedAt?: string;
  exclusions: readonly Exclusion[];
};

function fitOf({ expertise }: Expert, topic: SentQuery['topic']): Candidate['fit'] {
  if (expertise.mainTopics.includes(topic)) return 'main';
  return expertise.secondaryTopics.includes(topic) ? 'secondary' : 'none';
}

function exclusionsOf(expert: Expert, query: SentQuery, open: number, today: string): Exclusion[] {
  const { expertise } = expert;
  const conflict = conflictOf(expertise.interests, query.state, today);
  const checks: [boolean, Exclusion][] = [
    [expert.status !== 'active', 'suspended'],
    [fitOf(expert, query.topic) === 'none', 'topic'],
    [!expertise.languages.includes(query.language), 'language'],
    [expertise.absences.some(({ from, to }) => from <= today && today <= to), 'away'],
    [query.passedBy.includes(expert.id), 'passed'],
    [open >= expertise.capacity, 'at-capacity'],
  ];
  const found = checks.filter(([stands]) => stands).map(([, exclusion]) => exclusion);
  return conflict ? [...found, conflict] : found;
}

const fitOrder = { main: 0, secondary: 1, none: 2 } as const;

/** Fewer obstacles first, then the better fit, then the longest idle (never assigned before all), then by id. */
function byPreference(a: Candidate, b: Candidate): number {
  return (
    a.exclusions.length - b.exclusions.length ||
    fitOrder[a.fit] - fitOrder[b.fit] ||
    compare(a.lastAssignedAt ?? '', b.lastAssignedAt ?? '') ||
    compare(a.expert.id, b.expert.id)
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Every expert beside this query, best first, with what stands against each. `today` is a calendar date. */
export function rank(
  query: SentQuery,
  roster: readonly Expert[],
  loads: ReadonlyMap<string, Load>,
  today: string,
): Candidate[] {
  const candidates = roster.map((expert): Candidate => {
    const load = loads.get(expert.id) ?? { openQueries: [] };
    // A query does not stand in its own way: the place it holds with this expert already counts as free.
    const open = load.openQueries.filter((id) => id !== query.id).length;
    return {
      expert,
      fit: fitOf(expert, query.topic),
      open,
      ...(load.lastAssignedAt ? { lastAssignedAt: load.lastAssignedAt } : {}),
      exclusions: exclusionsOf(expert, query, open, today),
    };
  });
  return candidates.sort(byPreference);
}

/** Is this question only ever proposed to the secretariat, and offered by hand: restricted, or of a topic set to manual? */
export const isProposalOnly = ({ confidentiality, topic }: SentQuery, { manualTopics }: Settings): boolean =>
  confidentiality === 'restricted' || manualTopics.includes(topic);

/** Those the hub may offer a query to by itself, best first. */
export const eligible = (ranked: readonly Candidate[]): Candidate[] =>
  ranked.filter(({ exclusions }) => exclusions.length === 0);

/** Every expert beside advice that waits for a second pair of eyes, best first: how much they carry is no obstacle, having written it is. */
export function rankClearers(
  query: SentQuery,
  roster: readonly Expert[],
  loads: ReadonlyMap<string, Load>,
  today: string,
): Candidate[] {
  const author = 'grant' in query ? query.grant?.expertId : undefined;
  const never = new Set([...query.drafters, ...query.clearancePassedBy, ...(author ? [author] : [])]);
  const others = roster.filter(({ id }) => !never.has(id));
  return rank({ ...query, passedBy: [] }, others, loads, today)
    .map((one) => ({ ...one, exclusions: one.exclusions.filter((exclusion) => exclusion !== 'at-capacity') }))
    .sort((a, b) => a.exclusions.length - b.exclusions.length || a.open - b.open);
}

/** May a secretariat member assign to this expert by hand? */
export const assignable = ({ exclusions }: Candidate): boolean =>
  exclusions.every((exclusion) => overridable.has(exclusion));
