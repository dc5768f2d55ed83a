import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { Change, Loaded } from '../../shared/change.ts';
import { type Accounts, accounts } from './accounts.ts';
import { anchors } from './anchors.ts';
import { type Assets, assetsFrom } from './assets.ts';
import { attempts } from './attempts.ts';
import { type ContentStore, contentStore } from './content-store.ts';
import { dataKeys } from './data-keys.ts';
import { type Directory, directory } from './directory.ts';
import { type Dynamo, dynamo } from './dynamo.ts';
import { readEnvironment } from './environment.ts';
import { holderOf, identity } from './identity.ts';
import { type Ledgers, ledgers } from './ledgers.ts';
import { type NoticeStore, noticeStore } from './notice-store.ts';
import { type KeptReply, type Once, replied } from './once.ts';
import { type Authorship, type QueryStore, queryStore } from './query-store.ts';
import type { Proof } from './read-request.ts';
import { type Registry, registry } from './registry.ts';
import { type Reports, reports } from './reports.ts';
import { endedFor, type Presence, type Sessions, sessions } from './sessions.ts';
import { type SettingsReader, settingsReader } from './settings.ts';
import { type SigningIn, signIn } from './sign-in.ts';
import { unlogged } from './unlogged.ts';

/** The stores that the routes of each function are given: a function has no more than its routes need. */
export type Services = {
  vault: { queries: QueryStore; contents: ContentStore; directory: Directory; settings: SettingsReader };
  desk: {
    queries: QueryStore;
    directory: Directory;
    notices: NoticeStore;
    reports: Reports;
    ledgers: Ledgers;
    settings: SettingsReader;
    sessions: Sessions;
    accounts: Accounts;
  };
  door: { signingIn: SigningIn; sessions: Sessions; assets: Assets; settings: SettingsReader };
};

/** What the router itself needs, whatever the routes do. */
export type Routing = {
  origin: string;
  stylePath: string;
  scriptPath: string;
  /** Who a cookie or a token belongs to, by a consistent read, and since when they are signed in. */
  presenceOf: (proof: Proof, now: string, unnoticed?: boolean) => Promise<Presence | undefined>;
  /** Where changes of queries are written; the door has none. */
  changes?: {
    queries: QueryStore;
    commit: (loaded: Loaded | undefined, change: Change, by: Authorship) => Promise<unknown>;
    replied: (once: Once) => Promise<KeptReply | undefined>;
    register?: Registry['commit'];
  };
};

type Page = { ORIGIN: string; STYLE_PATH: string; SCRIPT_PATH: string; DIRECTORY_TABLE: string };

function routing(client: Dynamo, env: Page): Routing {
  const people = directory(client, env.DIRECTORY_TABLE);
  const browsers = sessions(client, env.DIRECTORY_TABLE);
  const cognito = unlogged(new CognitoIdentityProviderClient({}));
  return {
    origin: env.ORIGIN,
    stylePath: env.STYLE_PATH,
    scriptPath: env.SCRIPT_PATH,
    async presenceOf({ cookie, token }, now, unnoticed) {
      if (!token) return browsers.presenceOf(cookie, now, unnoticed);
      const holder = await holderOf(cognito, token);
      if (!holder) return undefined;
      const person = await people.findPerson(holder.personId);
      if (person?.status !== 'active' || endedFor(person, holder.signedInAt)) return undefined;
      return { person, signedInAt: holder.signedInAt };
    },
  };
}

type Ledgered = { QUERIES_TABLE: string; LEDGER_TABLE: string; NOTICES_TABLE: string };

const tablesOf = (env: Ledgered) => ({
  queries: env.QUERIES_TABLE,
  ledger: env.LEDGER_TABLE,
  notices: env.NOTICES_TABLE,
});

/** The vault: the only function that holds keys to content. */
export function vaultServices(): { services: Services['vault']; routing: Routing } {
  const env = readEnvironment('vault');
  const client = dynamo();
  const queries = queryStore(client, { ...tablesOf(env), directory: env.DIRECTORY_TABLE });
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

/** The desk: metadata only. */
export function deskServices(): { services: Services['desk']; routing: Routing } {
  const env = readEnvironment('desk');
  const client = dynamo();
  const queries = queryStore(client, tablesOf(env));
  const register = registry(client, {
    directory: env.DIRECTORY_TABLE,
    ledger: env.LEDGER_TABLE,
    queries: env.QUERIES_TABLE,
  }).commit;
  const changes = {
    queries,
    register,
    commit: queries.commit,
    replied: (once: Once) => replied(client, env.QUERIES_TABLE, once),
  };
  return {
    services: {
      queries,
      directory: directory(client, env.DIRECTORY_TABLE),
      notices: noticeStore(client, env.NOTICES_TABLE),
      reports: reports(client, env.REPORTS_TABLE),
      ledgers: ledgers(client, env.LEDGER_TABLE, anchors(env.ANCHORS_BUCKET)),
      settings: settingsReader(client, env.DIRECTORY_TABLE),
      sessions: sessions(client, env.DIRECTORY_TABLE),
      accounts: accounts(env.USER_POOL_ID),
    },
    routing: { ...routing(client, env), changes },
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
