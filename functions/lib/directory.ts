import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { Institution } from '../../shared/institutions.ts';
import { type Expert, Person, type Role } from '../../shared/people.ts';
import type { Dynamo } from './dynamo.ts';

/** A person as the Directory keeps them. */
export const personItem = (person: Person) => ({ key: `person#${person.id}`, ...person });

/** An institution as the Directory keeps it. */
export const institutionItem = (institution: Institution) => ({ key: `institution#${institution.id}`, ...institution });

const withoutKey = ({ key: _, ...item }: Record<string, unknown>) => item;

/** A stored item as the person it keeps. */
export const personFrom = (item: Record<string, unknown>): Person => Person.parse(withoutKey(item));

/** Who and what the hub knows: people, and the institutions they ask for. */
export function directory(client: Dynamo, table: string) {
  async function get(key: string): Promise<Record<string, unknown> | undefined> {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: { key }, ConsistentRead: true }));
    return Item;
  }

  async function listByRole(role: Role): Promise<Person[]> {
    const people: Person[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'by-role',
          KeyConditionExpression: '#role = :role',
          ExpressionAttributeNames: { '#role': 'role' },
          ExpressionAttributeValues: { ':role': role },
          ...(from ? { ExclusiveStartKey: from } : {}),
        }),
      );
      people.push(...(page.Items ?? []).map(personFrom));
      from = page.LastEvaluatedKey;
    } while (from);
    return people;
  }

  return {
    /** The person as they stand now; undefined when unknown. */
    async findPerson(id: string): Promise<Person | undefined> {
      const item = await get(`person#${id}`);
      return item && personFrom(item);
    },
    /** The institution an official asks for; its absence is a fault of the directory. */
    async findInstitution(id: string): Promise<Institution> {
      return Institution.parse(withoutKey((await get(`institution#${id}`)) ?? {}));
    },
    /** Every expert, as routing sees them. */
    async roster(): Promise<Expert[]> {
      return (await listByRole('expert')).filter((person) => person.role === 'expert');
    },
    /** The ids of the secretariat's active members. */
    async secretariat(): Promise<string[]> {
      return (await listByRole('secretariat')).filter(({ status }) => status === 'active').map(({ id }) => id);
    },
  };
}

export type Directory = ReturnType<typeof directory>;
