import { createHash } from 'node:crypto';
import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { Institution } from '../../shared/institutions.ts';
import { type Expert, type Official, Person, type Role } from '../../shared/people.ts';
import { type Dynamo, getAll, itemsOf } from './dynamo.ts';

/** A person as the Directory keeps them. */
export const personItem = (person: Person) => ({
  key: `person#${person.id}`,
  kindKey: person.role,
  nameKey: `${folded(person.name)} ${person.id}`,
  ...person,
});

/** A name as it is sorted and looked for: without capitals and marks. */
const folded = (name: string): string =>
  [...name.normalize('NFKD').replaceAll(/\p{M}/gu, '').trim().toLowerCase()].slice(0, 100).join('');

/** An institution as the Directory keeps it. */
export const institutionItem = (institution: Institution) => ({
  key: `institution#${institution.id}`,
  kindKey: 'institution',
  ...institution,
});

/** The row that makes an address belong to one person, named by its hash. */
export const addressItem = (person: Person) => ({ key: addressKey(person.email), personId: person.id });

const addressKey = (email: string): string =>
  `address#${createHash('sha256').update(email.trim().toLowerCase()).digest('hex')}`;

const withoutKeys = ({ key: _1, kindKey: _2, nameKey: _3, ...item }: Record<string, unknown>) => item;

/** A stored item as the person it keeps. */
export const personFrom = (item: Record<string, unknown>): Person => Person.parse(withoutKeys(item));

const Address = z.object({ personId: z.string() });

/** How long a process calls people by the names it read; nothing but their names is taken from there. */
const namesKeptMilliseconds = 60_000;

const pageSize = 50;
const Place = z.object({ key: z.string(), nameKey: z.string() });

/** The last person that was shown of a list by name. */
export type AfterPerson = z.infer<typeof Place>;

/** Who and what the hub knows: people, and the institutions they ask for. */
export function directory(client: Dynamo, table: string) {
  async function get(key: string): Promise<Record<string, unknown> | undefined> {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: { key }, ConsistentRead: true }));
    return Item;
  }

  const listKind = (kind: Role | 'institution') =>
    Array.fromAsync(
      itemsOf(client, {
        TableName: table,
        IndexName: 'by-kind',
        KeyConditionExpression: 'kindKey = :kind',
        ExpressionAttributeValues: { ':kind': kind },
      }),
    );

  async function findPerson(id: string): Promise<Person | undefined> {
    const item = await get(`person#${id}`);
    return item && personFrom(item);
  }

  const listPeople = async (role: Role): Promise<Person[]> => (await listKind(role)).map(personFrom);

  const roster = async (): Promise<Expert[]> =>
    (await listPeople('expert')).filter((person) => person.role === 'expert');

  let named: { experts: ReadonlyMap<string, Expert>; until: number } | undefined;

  return {
    /** The person as they stand now; undefined when unknown. */
    findPerson,
    /** The person an address belongs to; undefined when nobody has it. */
    async findByAddress(email: string): Promise<Person | undefined> {
      const item = await get(addressKey(email));
      const person = item && (await findPerson(Address.parse(item).personId));
      // An address that somebody had before stays kept for them, and finds nobody.
      return person?.email.toLowerCase() === email.trim().toLowerCase() ? person : undefined;
    },
    /** The institution by its id; undefined when unknown. */
    async findInstitution(id: string): Promise<Institution | undefined> {
      const item = await get(`institution#${id}`);
      return item && Institution.parse(withoutKeys(item));
    },
    /** The institution that an official asks for; its absence is a fault of the directory. */
    async institutionOf(official: Official): Promise<Institution> {
      return Institution.parse(withoutKeys((await get(`institution#${official.institutionId}`)) ?? {}));
    },
    /** These people as they stand now, by id; who is unknown is left out. */
    async findPeople(ids: readonly string[]): Promise<Map<string, Person>> {
      const keys = [...new Set(ids)].map((id) => ({ key: `person#${id}` }));
      const people = ((await getAll(client, { [table]: keys }))[table] ?? []).map(personFrom);
      return new Map(people.map((person) => [person.id, person]));
    },
    /** Everybody of a role. */
    listPeople,
    /** A page of the people of a role whose name begins so, by name. */
    async pageOfPeople(
      role: Role,
      { beginsWith = '', after }: { beginsWith?: string | undefined; after?: AfterPerson | undefined } = {},
    ): Promise<{ people: Person[]; next?: AfterPerson }> {
      const start = folded(beginsWith);
      // A place in the list of another name is none in this one: it begins at its beginning.
      const from = after?.nameKey.startsWith(start) ? after : undefined;
      const { Items, LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'by-name',
          KeyConditionExpression: start ? 'kindKey = :role AND begins_with(nameKey, :start)' : 'kindKey = :role',
          ExpressionAttributeValues: { ':role': role, ...(start ? { ':start': start } : {}) },
          Limit: pageSize,
          ...(from ? { ExclusiveStartKey: { kindKey: role, ...from } } : {}),
        }),
      );
      const people = (Items ?? []).map(personFrom);
      return LastEvaluatedKey ? { people, next: Place.parse(LastEvaluatedKey) } : { people };
    },
    /** Every institution on the register. */
    listInstitutions: async (): Promise<Institution[]> =>
      (await listKind('institution')).map((item) => Institution.parse(withoutKeys(item))),
    /** Every expert, as routing sees them. */
    roster,
    /** Every expert as they were within the last minute, for lists that only name them; `ids` are certainly among them. */
    async expertsToName(ids: readonly string[]): Promise<ReadonlyMap<string, Expert>> {
      if (named && Date.now() < named.until && ids.every((id) => named?.experts.has(id))) return named.experts;
      const experts = new Map((await roster()).map((expert) => [expert.id, expert]));
      named = { experts, until: Date.now() + namesKeptMilliseconds };
      return experts;
    },
    /** The ids of the secretariat's active members. */
    async secretariat(): Promise<string[]> {
      return (await listPeople('secretariat')).filter(({ status }) => status === 'active').map(({ id }) => id);
    },
  };
}

export type Directory = ReturnType<typeof directory>;
