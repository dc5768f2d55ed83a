import { newId } from './identifiers.ts';
import { canonical } from './ledger.ts';
import type { Expert, Person, Routed } from './people.ts';
import { addPerson, changeDetails, changeExpertise, changeInterests, type RegistryChange } from './registry.ts';
import { type FileProblem, type RosterRow, readRoster } from './roster-file.ts';

/** What a line of a file comes to: nothing, changes of an expert in order, or a new one. */
export type PlannedRow = {
  line: number;
  email: string;
  name: string;
  outcome: 'new' | 'changed' | 'unchanged';
  what: readonly ('details' | 'expertise' | 'ties')[];
  changes: readonly RegistryChange[];
};

/** What a file would do: nothing at all while there is a problem in it. */
export type RosterPlan = { rows: readonly PlannedRow[]; problems: readonly FileProblem[] };

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical).sort();
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, sorted(field)]));
};

/** Do these say the same, whatever the order of what they list? */
const same = (a: unknown, b: unknown): boolean => canonical(sorted(a)) === canonical(sorted(b));

const withoutTies = ({ interests: _, ...routed }: Expert['expertise']): Routed => routed;

function expertiseOf(row: RosterRow, before: Expert['expertise'] | undefined, deputyId: string | undefined): Routed {
  // What the file leaves as it is makes way for what it says.
  const working =
    row.working_languages ?? before?.workingLanguages?.filter((one) => !row.languages.includes(one)) ?? [];
  return {
    mainTopics: row.main_topics,
    secondaryTopics: row.secondary_topics ?? before?.secondaryTopics ?? [],
    languages: row.languages,
    ...(working.length > 0 ? { workingLanguages: working } : {}),
    capacity: row.capacity,
    absences: row.absences ?? before?.absences ?? [],
    ...(deputyId ? { deputyId } : {}),
  };
}

const interestsOf = (row: RosterRow, before: Expert['expertise']['interests'] | undefined) => ({
  nationalities: row.nationalities,
  residence: row.residence,
  employments: row.employers ?? before?.employments ?? [],
  declared: row.declared ?? before?.declared ?? [],
  reviewedByOwnBody: row.treaty_body_states ?? before?.reviewedByOwnBody ?? [],
});

function changesOf(before: Expert, after: Expert, roster: readonly Expert[], today: string): Omit<PlannedRow, 'line'> {
  const { name, locale, timeZone, email } = after;
  const what: PlannedRow['what'][number][] = [];
  const changes: RegistryChange[] = [];
  let expert = before;
  const add = (part: PlannedRow['what'][number], change: RegistryChange) => {
    what.push(part);
    changes.push(change);
    if (change.kind === 'person' && change.subject.role === 'expert') expert = change.subject;
  };
  const details = { name, locale, timeZone };
  if (!same(details, { name: before.name, locale: before.locale, timeZone: before.timeZone }))
    add('details', changeDetails(expert, details));
  const routed = withoutTies(after.expertise);
  if (!same(routed, withoutTies(before.expertise))) add('expertise', changeExpertise(expert, routed, roster));
  const { interests } = after.expertise;
  if (!same(interests, before.expertise.interests)) add('ties', changeInterests(expert, interests, today));
  return { email, name, outcome: changes.length > 0 ? 'changed' : 'unchanged', what, changes };
}

/** The addresses a file names, whose owners must be known to plan with it. */
export const addressesIn = (text: string): string[] => [
  ...new Set(readRoster(text).rows.flatMap(({ email, deputy }) => (deputy ? [email, deputy] : [email]))),
];

const active = ({ status }: Expert): boolean => status === 'active';

/** Decides what a file does to the roster; `known`: every expert, and whoever else has an address that it names; `byId`: the member who sends it. */
export function planRoster(text: string, known: readonly Person[], today: string, byId?: string): RosterPlan {
  const read = readRoster(text);
  const problems = [...read.problems];
  const owners = new Map(known.map((person) => [person.email.toLowerCase(), person]));
  const experts = known.filter((person) => person.role === 'expert');
  const firsts = read.rows
    .filter(({ email }) => !owners.has(email))
    .map((row): Expert => {
      const { email, name, locale, time_zone: timeZone } = row;
      const expertise = { ...expertiseOf(row, undefined, undefined), interests: interestsOf(row, undefined) };
      return { id: newId(), version: 1, role: 'expert', status: 'active', email, name, locale, timeZone, expertise };
    });
  const roster = [...experts, ...firsts];
  const byAddress = new Map(roster.map((expert) => [expert.email.toLowerCase(), expert]));

  const rows = read.rows.flatMap((row): PlannedRow[] => {
    const { line, email, name, locale, time_zone: timeZone } = row;
    const wrong = (column: string, code: string, value?: string) => {
      problems.push({ line, column, code, ...(value ? { value } : {}) });
      return [];
    };
    const expert = byAddress.get(email);
    if (!expert) return wrong('email', 'other-role', email);
    const before = owners.has(email) ? expert : undefined;
    const kept = roster.find(({ id }) => id === before?.expertise.deputyId);
    const deputy = row.deputy === undefined ? kept : byAddress.get(row.deputy);
    if (row.secondary_topics?.some((topic) => row.main_topics.includes(topic)))
      return wrong('secondary_topics', 'also-main');
    if (row.working_languages?.some((language) => row.languages.includes(language)))
      return wrong('working_languages', 'also-fluent');
    if (row.deputy === email) return wrong('deputy', 'own-deputy');
    if (row.deputy && !(deputy && active(deputy))) return wrong('deputy', 'unknown-deputy', row.deputy);
    const routed = expertiseOf(row, before?.expertise, deputy && active(deputy) ? deputy.id : undefined);
    // What the file leaves as it is makes way for what it says.
    const secondaryTopics = routed.secondaryTopics.filter((topic) => !routed.mainTopics.includes(topic));
    const expertise = { ...routed, secondaryTopics, interests: interestsOf(row, before?.expertise.interests) };
    const after = { ...expert, name, locale, timeZone, expertise };
    if (!before) return [{ line, email, name, outcome: 'new', what: [], changes: [addPerson(after, byId)] }];
    return [{ line, ...changesOf(before, after, roster, today) }];
  });
  return { rows, problems: problems.sort((a, b) => a.line - b.line) };
}
