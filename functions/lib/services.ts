import type { Change, Loaded } from '../../shared/change.ts';
import { type Accounts, accounts } from './accounts.ts';
import { type Assets, assetsFrom } from './assets.ts';
import { attempts } from './attempts.ts';
import { type ContentStore, contentStore } from './content-store.ts';
import { dataKeys } from './data-keys.ts';
import { type Directory, directory } from './directory.ts';
import { type Dynamo, dynamo } from './dynamo.ts';
import { readEnvironment } from './environment.ts';
import { identity } from './identity.ts';
import { type Inbox, inbox } from './inbox.ts';
import { type Ledgers, ledgers } from './ledgers.ts';
import { type KeptReply, type Once, replied } from './once.ts';
import { type QueryLists, queryLists } from './query-lists.ts';
import { type Authorship, type QueryStore, queryStore } from './query-store.ts';
import { type Registry, registry } from './registry.ts';
import { type Reports, reports } from './reports.ts';
import { type Presence, type Sessions, sessions } from './sessions.ts';
import { type SettingsReader, settingsReader } from './settings.ts';
import { type SigningIn, signIn } from './sign-in.ts';
import { type Verification, verification } from './verification.ts';

/** The stores that the routes of each function are given: a function has no more than its routes need. */
export type Services = {
  vault: { queries: QueryStore; contents: ContentStore; directory: Directory; settings: SettingsReader };
  desk: { queries: QueryStore; directory: Directory; notices: Inbox; settings: SettingsReader };
  office: {
    queries: QueryLists;
    directory: Directory;
    reports: Reports;
    ledgers: Ledgers;
    settings: SettingsReader;
    sessions: Sessions;
    accounts: Accounts;
  };
  audit: { ledgers: Ledgers; verification: Verification };
  door: { signingIn: SigningIn; sessions: Sessions; assets: Assets; settings: SettingsReader };
};

/** What the router itself needs, whatever the routes do. */
export type Routing = {
  stylePath: string;
  scriptPath: string;
  /** Who a session belongs to, by a consistent read, and since when they are signed in. */
  presenceOf: (session: string | undefined, now: string, unnoticed?: boolean) => Promise<Presence | undefined>;
  /** Where changes are written: of queries by vault and desk, of people, institutions and settings by the office. */
  changes?: {
    replied: (once: Once) => Promise<KeptReply | undefined>;
    queries?: QueryStore;
    commit?: (loaded: Loaded | undefined, change: Change, by: Authorship) => Promise<unknown>;
    register?: Registry['commit'];
  };
};

type Page = { STYLE_PATH: string; SCRIPT_PATH: string; DIRECTORY_TABLE: string };

function routing(client: Dynamo, env: Page): Routing {
  const { presenceOf } = sessions(client, env.DIRECTORY_TABLE);
  return { stylePath: env.STYLE_PATH, scriptPath: env.SCRIPT_PATH, presenceOf };
}

type Ledgered = { QUERIES_TABLE: string; LEDGER_TABLE: string; NOTICES_TABLE: string; DIRECTORY_TABLE: string };

const tablesOf = (env: Ledgered) => ({
  queries: env.QUERIES_TABLE,
  ledger: env.LEDGER_TABLE,
  notices: env.NOTICES_TABLE,
  directory: env.DIRECTORY_TABLE,
});

/** The vault: the only function that holds keys to content. */
export function vaultServices(): { services: Services['vault']; routing: Routing } {
  const env = readEnvironment('vault');
  const client = dynamo();
  const queries = queryStore(client, tablesOf(env));
  const keys = dataKeys(client, env.KEYS_TABLE, env.CONTENT_KEY_ID);
  const tables = {
    sealed: env.SEALED_TABLE,
    ledger: env.LEDGER_TABLE,
    queries: env.QUERIES_TABLE,
    directory: env.DIRECTORY_TABLE,
    keys: env.KEYS_TABLE,
  };
  const contents = contentStore(client, tables, { queries, keys });
  const changes = {
    queries,
    commit: contents.commit,
    replied: (once: Once) => replied(client, env.QUERIES_TABLE, once),
  };
  return {
    services: {
      queries,
      contents,
      directory: directory(client, env.DIRECTORY_TABLE),
      settings: settingsReader(client, env.DIRECTORY_TABLE),
    },
    routing: { ...routing(client, env), changes },
  };
}

/** The desk: queries, by their metadata only. */
export function deskServices(): { services: Services['desk']; routing: Routing } {
  const env = readEnvironment('desk');
  const client = dynamo();
  const queries = queryStore(client, tablesOf(env));
  const changes = {
    queries,
    commit: queries.commit,
    replied: (once: Once) => replied(client, env.QUERIES_TABLE, once),
  };
  return {
    services: {
      queries,
      directory: directory(client, env.DIRECTORY_TABLE),
      notices: inbox(client, env.NOTICES_TABLE),
      settings: settingsReader(client, env.DIRECTORY_TABLE),
    },
    routing: { ...routing(client, env), changes },
  };
}

/** The office: the board, people, institutions, settings and figures. It changes no query, whatever happens to it. */
export function officeServices(): { services: Services['office']; routing: Routing } {
  const env = readEnvironment('office');
  const client = dynamo();
  const register = registry(client, {
    directory: env.DIRECTORY_TABLE,
    ledger: env.LEDGER_TABLE,
    queries: env.QUERIES_TABLE,
  }).commit;
  const changes = { register, replied: (once: Once) => replied(client, env.QUERIES_TABLE, once) };
  return {
    services: {
      queries: queryLists(client, env.QUERIES_TABLE),
      directory: directory(client, env.DIRECTORY_TABLE),
      reports: reports(client, env.REPORTS_TABLE),
      ledgers: ledgers(client, env.LEDGER_TABLE),
      settings: settingsReader(client, env.DIRECTORY_TABLE),
      sessions: sessions(client, env.DIRECTORY_TABLE),
      accounts: accounts(env.USER_POOL_ID),
    },
    routing: { ...routing(client, env), changes },
  };
}

/** The audit: the record and what was signed of it, to be read. */
export function auditServices(): { services: Services['audit']; routing: Routing } {
  const env = readEnvironment('audit');
  const client = dynamo();
  const names = { ledgerTable: env.LEDGER_TABLE, anchorsBucket: env.ANCHORS_BUCKET, anchorKeyId: env.ANCHOR_KEY_ID };
  return {
    services: { ledgers: ledgers(client, env.LEDGER_TABLE), verification: verification(client, names) },
    routing: routing(client, env),
  };
}

/** The door: who comes in, and what anyone may see. */
export function doorServices(): { services: Services['door']; routing: Routing } {
  const env = readEnvironment('door');
  const client = dynamo();
  return {
    services: {
      signingIn: signIn(identity(env.USER_POOL_ID, env.USER_POOL_CLIENT_ID), attempts(client, env.DIRECTORY_TABLE)),
      sessions: sessions(client, env.DIRECTORY_TABLE),
      assets: assetsFrom(new URL('./assets/', import.meta.url)),
      settings: settingsReader(client, env.DIRECTORY_TABLE),
    },
    routing: routing(client, env),
  };
}
