import { readFileSync } from 'node:fs';
import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import type { HubAction, QueryAction } from '../../shared/access.ts';
import type { Person } from '../../shared/people.ts';
import { fiveYearsBefore, moment, personEntity, queryEntity } from './cedar-facts.ts';
import type { Encounter } from './encounters.ts';

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
const text = read('./policy.cedar');

type Success<Answer> = Exclude<Answer, { type: 'failure' }>;
const isSuccess = <Answer extends { type: string }>(answer: Answer): answer is Success<Answer> =>
  answer.type !== 'failure';

function succeeded<Answer extends { type: string }>(answer: Answer): Success<Answer> {
  if (!isSuccess(answer)) throw new Error(JSON.stringify(answer));
  return answer;
}

/** What is wrong with the policies, by the schema of what they may speak of. */
export function policyFaults(): unknown[] {
  const policies = { staticPolicies: text };
  const answer = succeeded(cedar.validate({ schema: read('./policy.cedarschema'), policies }));
  return [...answer.validationErrors, ...answer.validationWarnings];
}

const policies = succeeded(cedar.policySetTextToParts(text)).policies.map(
  (policy) => succeeded(cedar.policyToJson(policy)).json,
);

// A call of Cedar takes a fifth of a millisecond. So a request is put to those policies alone whose head could match it,
// with those attributes alone that they speak of; and of requests that are then the same, only the first is put.

type Uid = cedar.TypeAndId;

const uidOf = (named: cedar.EntityUidJson): Uid => ('__entity' in named ? named.__entity : named);

function couldMatch({ principal, action }: cedar.PolicyJson, who: Uid, verb: string): boolean {
  if (action.op === '==' && 'entity' in action && uidOf(action.entity).id !== verb) return false;
  if (action.op === 'in' && 'entities' in action && !action.entities.some((one) => uidOf(one).id === verb))
    return false;
  if (principal.op === 'is') return principal.entity_type === who.type;
  if (principal.op !== '==' || !('entity' in principal)) return true;
  const { type, id } = uidOf(principal.entity);
  return type === who.type && id === who.id;
}

/** The attributes that a policy speaks of, wherever in it. */
const attributesIn = (policy: unknown): string[] =>
  Array.from(JSON.stringify(policy).matchAll(/"attr":"(\w+)"/g), ([, attribute = '']) => attribute);

type Slice = { id: string; attributes: ReadonlySet<string>; tags: boolean };
const slices = new Map<string, Slice>();

function sliceFor(who: Uid, action: string): Slice {
  const id = `${who.type} ${who.type === 'HubFunction' ? who.id : ''} ${action}`;
  const known = slices.get(id);
  if (known) return known;
  const matching = policies.filter((policy) => couldMatch(policy, who, action));
  // Where nothing is permitted there is nothing to forbid.
  const relevant = matching.some(({ effect }) => effect === 'permit') ? matching : [];
  const staticPolicies = Object.fromEntries(relevant.map((policy, index) => [String(index), policy]));
  succeeded(cedar.preparsePolicySet(id, { staticPolicies }));
  const slice = {
    id,
    attributes: new Set(attributesIn(relevant)),
    tags: JSON.stringify(relevant).includes('hasTag'),
  };
  slices.set(id, slice);
  return slice;
}

const kept = (facts: Record<string, cedar.CedarValueJson>, { attributes }: Slice) =>
  Object.fromEntries(Object.entries(facts).filter(([attribute]) => attributes.has(attribute)));

const pruned = ({ uid, attrs, parents, tags = {} }: cedar.EntityJson, slice: Slice): cedar.EntityJson => ({
  ...{ uid, attrs: kept(attrs, slice), parents },
  ...(slice.tags ? { tags } : {}),
});

/** A request as it comes, with all that is known. */
type Request = { principal: Uid; resource: Uid; context: cedar.Context; entities: cedar.EntityJson[] };

const decided = new Map<string, boolean>();

/** What the policies decide. */
function isAllowed(action: string, { entities, context, ...who }: Request): boolean {
  const slice = sliceFor(who.principal, action);
  const call = {
    ...who,
    action: { type: 'Action', id: action },
    context: kept(context, slice),
    entities: entities.map((entity) => pruned(entity, slice)),
    preparsedPolicySetId: slice.id,
  };
  const key = JSON.stringify(call);
  const before = decided.get(key);
  if (before !== undefined) return before;
  const { response } = succeeded(cedar.statefulIsAuthorized(call));
  // A policy that cannot be evaluated counts as absent, and would hide a mistake.
  if (response.diagnostics.errors.length > 0) throw new Error(JSON.stringify(response.diagnostics.errors));
  decided.set(key, response.decision === 'allow');
  return response.decision === 'allow';
}
/** May this caller do this with this query at this moment, by the policies? */
export function allowedWith(action: QueryAction, { query, caller, now }: Encounter): boolean {
  const today = now.slice(0, 10);
  const resource = queryEntity(query);
  const person = caller.kind === 'person' ? personEntity(caller.person, today, caller.standsInFor) : undefined;
  return isAllowed(action, {
    principal: person ? uidOf(person.uid) : { type: 'HubFunction', id: caller.kind === 'hub' ? caller.function : '' },
    resource: uidOf(resource.uid),
    context: { now: moment(now), fiveYearsAgo: fiveYearsBefore(today) },
    entities: person ? [person, resource] : [resource],
  });
}

/** May this person, or somebody who is not signed in, do this at all, by the policies? */
export function allowed(action: HubAction, person: Person | undefined, now: string): boolean {
  const known = person && personEntity(person, now.slice(0, 10));
  return isAllowed(action, {
    principal: known ? uidOf(known.uid) : { type: 'Stranger', id: 'stranger' },
    resource: { type: 'Hub', id: 'hub' },
    context: {},
    entities: known ? [known] : [],
  });
}
