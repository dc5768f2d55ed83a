import type { CedarValueJson, EntityJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { Person } from '../../shared/people.ts';
import { isSent, type Query, type SentQuery } from '../../shared/query.ts';

// Turns what the hub knows into what the policies speak of. It decides nothing, and calls nothing that does.

const entity = (type: string, id: string) => ({ __entity: { type, id } });

/** A moment as the policies compare it. */
export const moment = (at: string): number => Date.parse(at);

const day = (date: string): number => Number(date.replaceAll('-', ''));

/** The same day five years before, the 28th for a 29th of February. */
export function fiveYearsBefore(date: string): number {
  const then = day(date) - 50_000;
  const isLeap = Math.floor(then / 10_000) % 4 === 0;
  return then % 10_000 === 229 && !isLeap ? then - 1 : then;
}

const typeOf = { official: 'Official', expert: 'Expert', secretariat: 'Member', auditor: 'Auditor' } as const;

/** A person; of an expert's employments, the last day for each State, and whom they stand in for. */
export function personEntity(person: Person, today: string, standsInFor: readonly string[] = []): EntityJson {
  const uid = { type: typeOf[person.role], id: person.id };
  const suspended = person.status === 'suspended';
  if (person.role === 'official')
    return { uid, attrs: { suspended }, parents: [{ type: 'Institution', id: person.institutionId }] };
  if (person.role !== 'expert') return { uid, attrs: { suspended }, parents: [] };
  const { employments, ...ties } = person.expertise.interests;
  const tags: Record<string, number> = {};
  for (const { state, until = today } of employments) tags[state] = Math.max(tags[state] ?? 0, day(until));
  return { uid, attrs: { suspended, ...ties, standsInFor: standsInFor.map(expertEntity) }, tags, parents: [] };
}

const expertEntity = (id: string) => entity('Expert', id);

function rightsIn(query: SentQuery): Record<string, CedarValueJson> {
  const attrs: Record<string, CedarValueJson> = {};
  if (query.status === 'offered')
    attrs.offer = { expert: expertEntity(query.offer.expertId), expiresAt: moment(query.offer.expiresAt) };
  if ('grant' in query && query.grant) {
    const { expertId, endsAt } = query.grant;
    const grant: Record<string, CedarValueJson> = { expert: expertEntity(expertId) };
    if (endsAt) grant.endsAt = moment(endsAt);
    attrs.grant = grant;
  }
  if (query.status === 'in_review' && query.clearance.clearer) {
    const { clearer } = query.clearance;
    const expiresAt = clearer.status === 'asked' ? moment(clearer.expiresAt) : 0;
    attrs.clearer = { expert: expertEntity(clearer.expertId), reading: clearer.status === 'reading', expiresAt };
  }
  if (query.glass) {
    const { glass } = query;
    const expiresAt = glass.status === 'approved' ? moment(glass.expiresAt) : 0;
    attrs.glass = { member: entity('Member', glass.memberId), approved: glass.status === 'approved', expiresAt };
  }
  return attrs;
}

/** A query. */
export function queryEntity(query: Query): EntityJson {
  const attrs: Record<string, CedarValueJson> = {
    status: query.status,
    ...(query.status === 'erased' ? {} : { state: query.state }),
    institution: entity('Institution', query.institutionId),
    asker: entity('Official', query.askerId),
    coOwners: query.coOwners.map((id) => entity('Official', id)),
    drafters: 'drafters' in query ? query.drafters.map(expertEntity) : [],
    restricted: query.status !== 'erased' && query.confidentiality === 'restricted',
    passedBy: 'passedBy' in query ? query.passedBy.map(expertEntity) : [],
    ...(isSent(query) ? rightsIn(query) : {}),
  };
  return { uid: { type: 'Query', id: 'query' }, attrs, parents: [] };
}
