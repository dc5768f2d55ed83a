import { expertAtWork, hasAdvised, mayStandIn } from './assignment.ts';
import { conflictOf } from './conflict.ts';
import type { Actor } from './ledger.ts';
import type { Expert, Person, Role } from './people.ts';
import { isEnded, isSent, type Query, type SentQuery } from './query.ts';
import { type Relation, transitions, type Verb } from './transitions.ts';

/**
 * Who is asking: a person, or one of the hub's own functions. An expert comes as the deputy of those alone who are known
 * to name them at this moment.
 */
export type Caller =
  | { kind: 'person'; person: Person; standsInFor?: readonly string[] }
  | { kind: 'hub'; function: 'offer' | 'watch' | 'erase' };

/** What can be done with one query: the verbs that move it, and the ways to look at it. */
export type QueryAction =
  | Verb
  | 'read-draft'
  | 'read'
  | 'read-through-glass'
  | 'keep-receipt'
  | 'follow'
  | 'see-access'
  | 'consider'
  | 'consider-clearance'
  | 'stand-by'
  | 'oversee'
  | 'attend'
  | 'dispose';

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
  | 'change-settings'
  | 'audit-ledgers';

/** Who may look, and how; who may move a query stands with each move in `transitions`. What is in neither is denied. */
const views: Record<Exclude<QueryAction, Verb>, readonly Relation[]> = {
  /** Content, while it is a draft. */
  'read-draft': ['asker', 'co-owner'],
  /** Content: what was asked, said and advised, as far as each may read it. */
  read: ['asker', 'co-owner', 'granted-expert', 'clearing-expert'],
  /** Content in an emergency: read-only, on record, told to the asker at once. */
  'read-through-glass': ['glass-reader'],
  /** That there was a query, also when everything of it is erased. */
  'keep-receipt': ['asker', 'co-owner', 'receipt-holder'],
  /** Metadata for those who ask. */
  follow: ['asker', 'co-owner'],
  /** Who can see the query, and who did. */
  'see-access': ['asker', 'co-owner'],
  /** The blind card of an offer. */
  consider: ['offered-expert'],
  /** The blind card of a clearance. */
  'consider-clearance': ['offered-clearer'],
  /** The blind card of what a colleague is late with. */
  'stand-by': ['deputy'],
  /** Metadata, clocks and assignment. */
  oversee: ['secretariat'],
  /** Metadata for what falls due. */
  attend: ['watch'],
  /** What is to be erased. */
  dispose: ['eraser'],
};

const isVerb = (action: string): action is Verb => Object.hasOwn(transitions, action);

const verbs = Object.keys(transitions).filter(isVerb);

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
  'change-settings': ['secretariat'],
  'audit-ledgers': ['auditor'],
} as const satisfies Record<Exclude<HubAction, 'anyone'>, readonly Role[]>;

const isOver = (query: Query): boolean => (isSent(query) ? isEnded(query) : query.status !== 'draft');

const hubRelation = { offer: 'router', watch: 'watch', erase: 'eraser' } as const;

function hubsSide(query: Query, part: keyof typeof hubRelation): Relation[] {
  // The eraser has nothing to do with what is still alive.
  if (part === 'erase') return isOver(query) ? ['eraser'] : [];
  if (query.status === 'erased' || query.status === 'discarded') return [];
  // Of a draft the hub does nothing but throw it away in time.
  if (query.status === 'draft') return part === 'watch' ? ['watch'] : [];
  return [hubRelation[part]];
}

/** How a caller stands to a query at `now`: nothing at all, one relation, or two: a member with broken glass. */
export function relationsTo(query: Query, caller: Caller, now: string): Relation[] {
  if (caller.kind === 'hub') return hubsSide(query, caller.function);
  const { person } = caller;
  if (person.status !== 'active' || query.status === 'discarded') return [];
  if (person.role === 'official') return askersSide(query, person);
  // An auditor reads ledgers, never queries.
  if (person.role === 'auditor' || !isSent(query)) return [];
  if (person.role === 'expert') return expertsSide(query, person, caller.standsInFor ?? [], now);
  const { glass } = query;
  const broken = glass?.status === 'approved' && glass.memberId === person.id && now < glass.expiresAt;
  return broken ? ['secretariat', 'glass-reader'] : ['secretariat'];
}

function askersSide(query: Query, person: Person & { role: 'official' }): Relation[] {
  // Who moved to another institution left their queries behind: these belong to the institution.
  if (query.institutionId !== person.institutionId) return [];
  const relation = query.askerId === person.id ? 'asker' : query.coOwners.includes(person.id) ? 'co-owner' : undefined;
  if (!relation) return [];
  return [query.status === 'erased' ? 'receipt-holder' : relation];
}

function expertsSide(query: SentQuery, person: Expert, standsInFor: readonly string[], now: string): Relation[] {
  if (conflictOf(person.expertise.interests, query.state, now.slice(0, 10))) return [];
  if (query.status === 'offered')
    return query.offer.expertId === person.id && now < query.offer.expiresAt ? ['offered-expert'] : [];
  const clearer = query.status === 'in_review' ? query.clearance.clearer : undefined;
  if (clearer?.expertId === person.id && !hasAdvised(query, person.id)) {
    if (clearer.status === 'reading') return ['clearing-expert'];
    return now < clearer.expiresAt ? ['offered-clearer'] : [];
  }
  const grant = 'grant' in query ? query.grant : undefined;
  if (!grant || (grant.endsAt !== undefined && now >= grant.endsAt)) return [];
  if (grant.expertId === person.id) return ['granted-expert'];
  if (grant.endsAt !== undefined || !mayStandIn(query, person.id)) return [];
  return standsInFor.includes(grant.expertId) ? ['deputy'] : [];
}

/** The expert at work whose profile decides, for want of any other right, whether this caller may do one of these. */
export function expertBehind(query: Query, actions: readonly QueryAction[], caller: Caller): string | undefined {
  if (caller.kind !== 'person' || caller.person.role !== 'expert') return undefined;
  if (!actions.some((action) => relationsFor(action).includes('deputy'))) return undefined;
  const expertId = expertAtWork(query);
  return expertId === caller.person.id ? undefined : expertId;
}

/** The caller, as the deputy of this expert if the expert names them. */
export function standingInFor(caller: Caller, expert: Person | undefined): Caller {
  if (caller.kind !== 'person' || expert?.role !== 'expert') return caller;
  return expert.expertise.deputyId === caller.person.id ? { ...caller, standsInFor: [expert.id] } : caller;
}

/** May this caller do this with this query, now? */
export function mayWith(query: Query, action: QueryAction, caller: Caller, now: string): boolean {
  const allowed = relationsFor(action);
  return relationsTo(query, caller, now).some((relation) => allowed.includes(relation));
}

/** Which texts of a query a reader is shown, by how they stand to it: the asker's side, the expert at work, or the second. */
export function readerAs(relations: readonly Relation[]): 'asker' | 'adviser' | 'clearer' {
  if (relations.includes('granted-expert')) return 'adviser';
  return relations.includes('clearing-expert') ? 'clearer' : 'asker';
}

/** The moves that are open to a caller, by where a query stands and where they stand to it. */
export function verbsOpenTo(query: Query, caller: Caller, now: string): Verb[] {
  const relations: readonly Relation[] = relationsTo(query, caller, now);
  return verbs.filter((verb) => {
    const { from, by }: { from: readonly string[]; by: readonly Relation[] } = transitions[verb];
    return from.includes(query.status) && by.some((relation) => relations.includes(relation));
  });
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
