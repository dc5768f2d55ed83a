import { conflictOf } from './conflict.ts';
import type { Actor } from './ledger.ts';
import type { Person, Role } from './people.ts';
import { type Query, type Relation, transitions, type Verb } from './query.ts';

/** Who is asking: a person, or one of the hub's own functions. */
export type Caller = { kind: 'person'; person: Person } | { kind: 'hub'; function: 'offer' | 'watch' };

/** What can be done with one query: the verbs that move it, and the ways to look at it. */
export type QueryAction = Verb | 'read-draft' | 'read' | 'follow' | 'consider' | 'oversee';

/** What can be done without a query in hand. */
export type HubAction = 'anyone' | 'be-signed-in' | 'ask' | 'list-own' | 'list-queue' | 'see-board';

/** Who may look, and how; who may move a query stands with each move in `transitions`. What is in neither is denied. */
const views: Record<Exclude<QueryAction, Verb>, readonly Relation[]> = {
  /** Content, while it is a draft. */
  'read-draft': ['asker'],
  /** Content: question and advice. */
  read: ['asker', 'granted-expert'],
  /** Metadata for the one who asked. */
  follow: ['asker'],
  /** The blind card of an offer. */
  consider: ['offered-expert'],
  /** Metadata, clocks and assignment. */
  oversee: ['secretariat'],
};

const isVerb = (action: string): action is Verb => Object.hasOwn(transitions, action);

/** The relations that allow an action on a query. */
export const relationsFor = (action: QueryAction): readonly Relation[] =>
  isVerb(action) ? transitions[action].by : views[action];

/** The whole policy for everything else: each action, and the roles that may. */
export const hubPolicy = {
  'be-signed-in': ['official', 'expert', 'secretariat', 'auditor'],
  ask: ['official'],
  'list-own': ['official'],
  'list-queue': ['expert'],
  'see-board': ['secretariat'],
} as const satisfies Record<Exclude<HubAction, 'anyone'>, readonly Role[]>;

/** How a caller stands to a query at `now`; undefined when they have nothing to do with it. */
export function relationTo(query: Query, caller: Caller, now: string): Relation | undefined {
  if (caller.kind === 'hub') {
    if (query.status === 'draft') return undefined;
    return caller.function === 'offer' ? 'router' : 'watch';
  }
  const { person } = caller;
  if (person.status !== 'active') return undefined;
  if (person.role === 'official') return query.askerId === person.id ? 'asker' : undefined;
  if (query.status === 'draft') return undefined;
  if (person.role !== 'expert') return person.role;
  if (conflictOf(person.expertise.interests, query.state, now.slice(0, 10))) return undefined;
  if (query.status === 'offered') {
    return query.offer.expertId === person.id && now < query.offer.expiresAt ? 'offered-expert' : undefined;
  }
  return 'grant' in query && query.grant.expertId === person.id ? 'granted-expert' : undefined;
}

/** May this caller do this with this query, now? */
export function mayWith(query: Query, action: QueryAction, caller: Caller, now: string): boolean {
  const relation = relationTo(query, caller, now);
  return relation !== undefined && relationsFor(action).includes(relation);
}

/** May this person do this at all? `anyone` needs nobody to be signed in. */
export function may(action: HubAction, person: Person | undefined): boolean {
  if (action === 'anyone') return true;
  const roles: readonly Role[] = hubPolicy[action];
  return person?.status === 'active' && roles.includes(person.role);
}

/** Is this an action on one query? */
export const isQueryAction = (action: QueryAction | HubAction): action is QueryAction =>
  isVerb(action) || Object.hasOwn(views, action);

/** How the ledger names a caller. */
export const actorOf = (caller: Caller): Actor =>
  caller.kind === 'hub' ? { id: caller.function, role: 'hub' } : { id: caller.person.id, role: caller.person.role };
