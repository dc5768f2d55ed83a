import * as z from 'zod';
import { addressItem, institutionItem, personItem } from '../functions/lib/directory.ts';
import type { Institution } from '../shared/institutions.ts';
import type { Person } from '../shared/people.ts';
import type { Accounts } from './cognito-accounts.ts';
import { type EnginePort, EngineRefusal } from './engine-port.ts';
import { newSecret } from './totp.ts';

/** Somebody whose sign-in the runner can show, because it let them in itself. */
interface Shown {
  readonly name: string;
  readonly role: Person['role'];
  readonly email: string;
  readonly password: string;
}

/** Lets the people of a demonstration or a test in past the hub, which would have each enrol a device of their own. */
export interface People {
  addInstitution(institution: Institution): Promise<void>;
  /** Somebody with a password and an authenticator, in the Directory and in the pool; whoever is there already stays as they are. */
  addPerson(person: Person, password: string): Promise<void>;
  /** Everybody who was let in. */
  shown(): readonly Shown[];
  /** A one-time code that is accepted now, and was not given to anybody just before; undefined for who has no authenticator. */
  codeOf(email: string): string | undefined;
  /** The same, only to be looked at. */
  shownCodeOf(email: string): string | undefined;
}

// This step's and the next one's.
const codesAtOnce = 2;

/** Opens the Directory and the pool for adding people. */
export function people(database: EnginePort, directoryTable: string, accounts: Accounts): People {
  const put = async (item: Record<string, unknown>) => {
    const input = {
      TableName: directoryTable,
      Item: attributeValues(item),
      ConditionExpression: 'attribute_not_exists(#key)',
      ExpressionAttributeNames: { '#key': 'key' },
    };
    await database.call('DynamoDB_20120810.PutItem', input, z.unknown()).catch((error: unknown) => {
      if (!(error instanceof EngineRefusal && error.code === 'ConditionalCheckFailedException')) throw error;
    });
  };
  const shown: Shown[] = [];
  // So that two sign-ins of one person at once do not meet with the same code.
  const given = new Map<string, string[]>();
  return {
    shown: () => shown,
    codeOf: (email) => {
      const code = accounts.codeFor(email, Date.now(), given.get(email));
      if (code !== undefined) given.set(email, [...(given.get(email) ?? []), code].slice(-codesAtOnce));
      return code;
    },
    shownCodeOf: (email) => accounts.codeFor(email, Date.now()),
    addInstitution: (institution) => put(institutionItem(institution)),
    addPerson: async (person, password) => {
      shown.push({ name: person.name, role: person.role, email: person.email, password });
      await put(personItem(person));
      await put(addressItem(person));
      accounts.seed({ username: person.id, email: person.email, password, totpSecret: newSecret() });
    },
  };
}

/** Plain data in DynamoDB's own notation. */
function attributeValues(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, attributeValue(value)]),
  );
}

function attributeValue(value: unknown): Record<string, unknown> {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(attributeValue) };
  if (typeof value === 'object' && value !== null) return { M: attributeValues({ ...value }) };
  throw new TypeError(`The Directory holds no ${typeof value}.`);
}
