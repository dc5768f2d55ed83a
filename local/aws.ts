import { randomBytes } from 'node:crypto';
import { type AwsPort, openAwsPort } from './aws-port.ts';
import { cognito } from './cognito.ts';
import type { Accounts } from './cognito-accounts.ts';
import { dynamo } from './dynamo.ts';
import { type EngineName, startEngine } from './engine.ts';
import { type EnginePort, enginePort } from './engine-port.ts';
import { kms } from './kms.ts';
import type { Log } from './log.ts';
import { type Policy, readPolicy } from './policy.ts';
import { s3 } from './s3.ts';
import { type Mail, ses } from './ses.ts';
import type { State } from './state.ts';
import { createTables, sweepExpired, type Table, tablesOf } from './tables.ts';
import type { Template } from './template.ts';

/** Everything of AWS that the template's functions call, behind one port. */
export interface Aws {
  readonly engine: EngineName;
  readonly port: AwsPort;
  readonly policy: Policy;
  readonly tables: readonly Table[];
  readonly database: EnginePort;
  readonly accounts: Accounts;
  readonly pool: { readonly id: string; readonly clientId: string };
  /** Where the port is, and a credential that no policy binds. */
  readonly root: {
    readonly url: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  inbox(): readonly Mail[];
  /** Calls back for each mail that SES took. */
  onMail(listener: (mail: Mail) => void): void;
  /** Calls back after each write through the port, with the table's name; the number of writes so far. */
  onWrite(listener: (table: string) => void): void;
  writes(): number;
  tableName(id: string): string;
}

/** What opening AWS takes. */
interface Surroundings {
  readonly template: Template;
  readonly state: State;
  readonly log: Log;
  readonly engine: EngineName | undefined;
  readonly crashed: (sentence: string) => void;
}

const sweepMilliseconds = 60_000;

/** Starts the database engine and the stand-ins, and opens the port in front of them. */
export async function openAws(
  { template, state, log, engine: asked, crashed }: Surroundings,
  stops: (() => Promise<void>)[],
): Promise<Aws> {
  const policy = readPolicy(template);
  const tables = tablesOf(template);
  const engine = await startEngine(asked, state.directory, crashed);
  stops.push(engine.stop);
  const database = enginePort(engine.port);
  stops.push(async () => database.close());
  await createTables(template, database);
  if (engine.name === 'dynoxide') {
    const sweep = () => void sweepExpired(template, database, Math.floor(Date.now() / 1000)).catch(log.failed);
    const timer = setInterval(sweep, sweepMilliseconds);
    stops.push(async () => clearInterval(timer));
  }

  const listeners: ((table: string) => void)[] = [];
  let writes = 0;
  const written = (table: string) => {
    writes += 1;
    for (const listener of listeners) listener(table);
  };
  const mail = ses(template, state);
  const pool = cognito(template, state);
  const accessKeyId = `ROOT${randomBytes(12).toString('hex').toUpperCase()}`;
  const services = {
    dynamodb: dynamo(database, tables, template.region, written),
    kms: kms(template, state),
    s3: s3(template, state),
    ses: mail,
    'cognito-idp': pool,
  };
  const port = await openAwsPort(services, policy, accessKeyId, log.failed);
  stops.push(port.close);

  return {
    ...{ port, policy, tables, database },
    engine: engine.name,
    accounts: pool.accounts,
    pool: pool.ids,
    root: { url: port.url, region: template.region, credentials: { accessKeyId, secretAccessKey: 'unchecked' } },
    inbox: mail.inbox,
    onMail: mail.onAccepted,
    onWrite: (listener) => listeners.push(listener),
    writes: () => writes,
    tableName: (id) => {
      // A logical id is the construct's id and eight characters of a hash.
      const table = tables.find((each) => each.id.replace(/[0-9A-F]{8}$/, '') === id);
      if (!table) throw new Error(`The template has no table ${id}.`);
      return table.name;
    },
  };
}
