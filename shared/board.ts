import * as z from 'zod/mini';
import { endOfWorkingDay } from './calendar.ts';
import type { DeskView } from './desk.ts';
import { Id } from './fields.ts';
import { QueryLanguage } from './languages.ts';
import { Region } from './regions.ts';
import type { Settings } from './settings.ts';
import { State } from './states.ts';
import { Topic } from './topics.ts';

/** The ways to look at the board, in the order of its links. */
export const BoardView = z.enum([
  'open',
  'new',
  'unassigned',
  'due-soon',
  'overdue',
  'paused',
  'in-review',
  'held',
  'answered',
  'ended',
]);
export type BoardView = z.infer<typeof BoardView>;

/** Working days ahead in which something counts as due soon. */
const dueSoonDays = 3;

const filters = { topic: Topic, language: QueryLanguage, region: Region, state: State, expert: Id };
type Filters = { [Name in keyof typeof filters]?: z.infer<(typeof filters)[Name]> };

const isFilter = (name: string): name is keyof typeof filters => Object.hasOwn(filters, name);

/** The names of what a board is narrowed by. */
export const filterNames = Object.keys(filters).filter(isFilter);

const word = z.optional(z.string().check(z.maxLength(60)));

/** What stands in the board's address, before anything of it is believed. */
export const BoardAddress = z.strictObject({
  view: word,
  order: word,
  topic: word,
  language: word,
  region: word,
  state: word,
  expert: word,
});
export type BoardAddress = z.infer<typeof BoardAddress>;

/** What a member chose to see; `ignored` names what the address said that means nothing. */
export type BoardChoice = {
  view: BoardView;
  order: 'first' | 'last';
  only: Filters;
  ignored: readonly (keyof BoardAddress)[];
};

/** What is over is looked at from its end, what is open from what is due first. */
export const usualOrder = (view: BoardView): BoardChoice['order'] =>
  view === 'answered' || view === 'ended' ? 'last' : 'first';

/** What an address chooses: a value that is unknown narrows nothing, and is named. */
export function boardChoice(address: BoardAddress): BoardChoice {
  const ignored: (keyof BoardAddress)[] = [];
  const known = <Value>(name: keyof BoardAddress, schema: z.ZodMiniType<Value>): Value | undefined => {
    if (!address[name]) return undefined;
    const { success, data } = schema.safeParse(address[name]);
    if (!success) ignored.push(name);
    return data;
  };
  const view = known('view', BoardView) ?? 'open';
  const order = known('order', z.enum(['first', 'last'])) ?? usualOrder(view);
  const only: Filters = {
    topic: known('topic', Topic),
    language: known('language', QueryLanguage),
    region: known('region', Region),
    state: known('state', State),
    expert: known('expert', Id),
  };
  return { view, order, only, ignored };
}

/** The part of the board's address that says the same again; nothing is written that is usual. */
export function boardSearch({ view, order, only }: Omit<BoardChoice, 'ignored'>): string {
  const search = new URLSearchParams();
  if (view !== 'open') search.set('view', view);
  for (const name of filterNames) {
    const value = only[name];
    if (value) search.set(name, value);
  }
  if (order !== usualOrder(view)) search.set('order', order);
  return search.toString();
}

/** The address of the board that such a search narrows; with a cursor, of a later page of it. */
export function boardAt(search: string, cursor?: string): string {
  const whole = new URLSearchParams(search);
  if (cursor) whole.set('cursor', cursor);
  return whole.size > 0 ? `/board?${whole}` : '/board';
}

/** Where the desk's indexes hold what a view shows: under one heading, or in a stretch of due dates. */
type Stretch = { view?: DeskView; dueFrom?: string; dueUntil?: string; latestFirst: boolean };

/** The range of one index that a view is. */
export function rangeOf({ view, order }: Pick<BoardChoice, 'view' | 'order'>, now: string, set: Settings): Stretch {
  const latestFirst = order === 'last';
  if (view === 'open') return { latestFirst };
  if (view === 'overdue') return { dueUntil: now, latestFirst };
  if (view === 'due-soon')
    return { dueFrom: now, dueUntil: endOfWorkingDay(now, dueSoonDays, set.calendar), latestFirst };
  return { view, latestFirst };
}
