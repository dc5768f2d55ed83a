import * as z from 'zod/mini';
import { readCsv } from './csv.ts';
import { CalendarDate, line } from './fields.ts';
import { Locale, QueryLanguage } from './languages.ts';
import { State } from './states.ts';
import { TimeZone } from './time-zones.ts';
import { Topic } from './topics.ts';

/** The most experts that one file may hold. */
const mostRows = 500;

/** What is wrong in a file, and where: the line, the column where it is about one, and the word at fault. */
export type FileProblem = { line: number; column?: string; code: string; value?: string };

const words = (cell: string): string[] => cell.split(/[\s;,|]+/).filter(Boolean);

const List = z.pipe(z.string(), z.transform(words));
const listOf = <Item extends z.ZodMiniType<unknown, string>>(item: Item, least = 0) =>
  z.pipe(List, z.array(item).check(z.minLength(least)));

const Halves = z.pipe(
  z.string(),
  z.transform((word) => word.split('/')),
);

/** Days away, `2026-12-20/2027-01-04`. */
const Absence = z
  .pipe(
    z.pipe(Halves, z.tuple([CalendarDate, CalendarDate])),
    z.transform(([from, to]) => ({ from, to })),
  )
  .check(z.refine(({ from, to }) => from <= to, { params: { code: 'ends-first' } }));

/** A State that employs or did: `GH`, or `GH/2024-06-30` when it ended. */
const Employment = z.pipe(
  z.pipe(Halves, z.union([z.tuple([State]), z.tuple([State, CalendarDate])])),
  z.transform(([state, until]) => ({ state, ...(until ? { until } : {}) })),
);

const Trimmed = z.string().check(z.trim());

const Address = z.pipe(
  z.pipe(Trimmed, z.email().check(z.maxLength(254))),
  z.transform((email) => email.toLowerCase()),
);

const required = {
  email: Address,
  name: line(200),
  locale: z.pipe(Trimmed, Locale),
  time_zone: z.pipe(Trimmed, TimeZone),
  main_topics: listOf(Topic, 1),
  languages: listOf(QueryLanguage, 1),
  capacity: z
    .pipe(z.string().check(z.trim(), z.regex(/^\d{1,2}$/)), z.transform(Number))
    .check(z.refine((capacity) => capacity <= 50, { params: { code: 'out-of-range' } })),
  nationalities: listOf(State, 1),
  residence: z.pipe(Trimmed, State),
};

/** A column that is not in the file leaves what it is about as it is; `languages` are those in which somebody is fluent. */
const optional = {
  working_languages: listOf(QueryLanguage),
  secondary_topics: listOf(Topic),
  absences: listOf(Absence),
  deputy: z.union([z.pipe(Trimmed, z.literal('')), Address]),
  employers: listOf(Employment),
  declared: listOf(State),
  treaty_body_states: listOf(State),
};

const columns = { ...required, ...optional };
type Column = keyof typeof columns;
const isColumn = (name: string): name is Column => Object.hasOwn(columns, name);

/** The columns there are, and those that a file must have. */
export const rosterColumns = { all: Object.keys(columns), required: Object.keys(required) };

const Row = z.object({ ...required, ...z.partial(z.object(optional)).shape });

/** An expert as a line of a file says. */
export type RosterRow = z.infer<typeof Row> & { line: number };

const codeOf = ({ code, ...issue }: z.core.$ZodIssue): string => {
  if (code === 'custom') return String('params' in issue ? (issue.params?.code ?? 'invalid') : 'invalid');
  if (code === 'invalid_value') return 'unknown-option';
  if (code === 'too_big') return 'too-long';
  return code === 'too_small' ? 'required' : 'invalid';
};

function headerProblems(names: readonly string[]): FileProblem[] {
  const twice = names.filter((name, at) => names.indexOf(name) < at);
  return [
    ...names.filter((name) => !isColumn(name)).map((value) => ({ line: 1, code: 'unknown-column', value })),
    ...twice.map((value) => ({ line: 1, code: 'column-twice', value })),
    ...rosterColumns.required
      .filter((name) => !names.includes(name))
      .map((value) => ({ line: 1, code: 'missing-column', value })),
  ];
}

function rowProblems(line: number, cells: Readonly<Record<string, string>>, error: z.core.$ZodError): FileProblem[] {
  return error.issues.map((issue) => {
    const [column = '', place] = issue.path.map(String);
    const cell = cells[column] ?? '';
    const word = place === undefined ? cell.trim() : (words(cell)[Number(place)] ?? '');
    return { line, column, ...(word ? { code: codeOf(issue), value: word.slice(0, 60) } : { code: 'required' }) };
  });
}

/** Reads a file of experts; whatever is wrong is said by line and column, and rows at fault are left out. */
export function readRoster(text: string): { rows: RosterRow[]; problems: FileProblem[] } {
  const {
    rows: [header, ...lines],
    fault,
  } = readCsv(text);
  if (fault) return { rows: [], problems: [fault] };
  if (!header) return { rows: [], problems: [{ line: 1, code: 'empty-file' }] };
  const names = header.cells.map((name) => name.trim().toLowerCase());
  const wrong = headerProblems(names);
  if (wrong.length > 0) return { rows: [], problems: wrong };
  if (lines.length > mostRows)
    return { rows: [], problems: [{ line: lines[mostRows]?.line ?? 1, code: 'too-many-rows' }] };

  const rows: RosterRow[] = [];
  const problems: FileProblem[] = [];
  const seen = new Map<string, number>();
  for (const { line: at, cells } of lines) {
    if (cells.length !== names.length) {
      problems.push({ line: at, code: 'wrong-number-of-cells', value: `${cells.length} / ${names.length}` });
      continue;
    }
    const named = Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
    if (cells.some((cell) => cell.includes('\ufffd'))) problems.push({ line: at, code: 'not-utf-8' });
    const { data, error } = Row.safeParse(named);
    if (error) problems.push(...rowProblems(at, named, error));
    const email = (data?.email ?? named.email ?? '').trim().toLowerCase();
    const before = seen.get(email);
    if (email && before) problems.push({ line: at, column: 'email', code: 'same-address', value: `${before}` });
    else seen.set(email, at);
    if (data) rows.push({ ...data, line: at });
  }
  const faulty = new Set(problems.map(({ line: at }) => at));
  return { rows: rows.filter(({ line: at }) => !faulty.has(at)), problems };
}
