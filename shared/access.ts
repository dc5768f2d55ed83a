import { conflictOf } from './conflict.ts';
import type { Actor } from './ledger.ts';
import type { Person, Role } from './people.ts';
import type { Query } from './query.ts';
import { type Relation, transitions, type Verb } from './transitions.ts';

/** Who is asking: a person, or one of the hub's own functions. */
export type Caller = { kind: 'person'; person: Person } | { kind: 'hub'; function: 'offer' | 'watch' };

/** What can be done with one query: the verbs that move it, and the ways to look at it. */
export type QueryAction =
  | Verb
  | 'read-draft'
  | 'read'
  | 'read-through-glass'
  | 'follow'
  | 'see-access'
  | 'consider'
  | 'oversee'
  | 'attend';

/** What can be done without a query in hand. */
export type HubAction =
  | 'anyone'
  | 'be-signed-in'
  | 'ask'
  | 'list-own'
  | 'list-queue'
  | 'edit-own-profile'
  | 'see-board'
  | 'see-reports'
  | 'manage-people'
  | 'audit-ledgers';

/** Who may look, and how; who may move a query stands with each move in `transitions`. What is in neither is denied. */
const views: Record<Exclude<QueryAction, Verb>, readonly Relation[]> = {
  /** Content, while it is a draft. */
  'read-draft': ['asker', 'co-owner'],
  /** Content: question and advice. */
  read: ['asker', 'co-owner', 'granted-expert'],
  /** Content in an emergency: read-only, on record, told to the asker at once. */
  'read-through-glass': ['glass-reader'],
  /** Metadata for those who ask. */
  follow: ['asker', 'co-owner'],
  /** Who can see the query, and who did. */
  'see-access': ['asker', 'co-owner'],
  /** The blind card of an offer. */
  consider: ['offered-expert'],
  /** Metadata, clocks and assignment. */
  oversee: ['secretariat'],
  /** Metadata for what falls due. */
  attend: ['watch'],
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
  'edit-own-profile': ['expert'],
  'see-board': ['secretariat'],
  'see-reports': ['secretariat'],
  'manage-people': ['secretariat'],
  'audit-ledgers': ['auditor'],
} as const satisfies Record<Exclude<HubAction, 'anyone'>, readonly Role[]>;

/** How a caller stands to a query at `now`: nothing at all, one relation, or a member with broken glass, two. */
function relationsTo(query: Query, caller: Caller, now: string): Relation[] {
  if (caller.kind === 'hub') return query.status === 'draft' ? [] : [caller.function === 'offer' ? 'router' : 'watch'];
  const { person } = caller;
  if (person.status !== 'active') return [];
  if (person.role === 'official') return askersSide(query, person);
  if (query.status === 'draft') return [];
  // An auditor reads ledgers, never queries.
  if (person.role === 'auditor') return [];
  if (person.role === 'expert') return expertsSide(query, person, now);
  const { glass } = query;
  const broken = glass?.status === 'approved' && glass.memberId === person.id && now < glass.expiresAt;
  return broken ? ['secretariat', 'glass-reader'] : ['secretariat'];
}

function askersSide(query: Query, person: Person & { role: 'official' }): Relation[] {
  // Who moved to another institution left their queries behind: these belong to the institution.
  if (query.institutionId !== person.institutionId) return [];
  if (query.askerId === person.id) return ['asker'];
  return query.coOwners.includes(person.id) ? ['co-owner'] : [];
}

function expertsSide(query: Query, person: Person & { role: 'expert' }, now: string): Relation[] {
  if (conflictOf(person.expertise.interests, query.state, now.slice(0, 10))) return [];
  if (query.status === 'offered')
    return query.offer.expertId === person.id && now < query.offer.expiresAt ? ['offered-expert'] : [];
  if (!('grant' in query) || query.grant.expertId !== person.id) return [];
  const ended = query.grant.endsAt !== undefined && now >= query.grant.endsAt;
  return ended ? [] : ['granted-expert'];
}

/** May this caller do this with this query, now? */
export function mayWith(query: Query, action: QueryAction, caller: Caller, now: string): boolean {
  const allowed = relationsFor(action);
  return relationsTo(query, caller, now).some((relation) => allowed.includes(relation));
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
