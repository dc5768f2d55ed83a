import { type Cancelling, cancelling } from './cancelling.ts';
import { type ClocksAnew, clocksAnew } from './clocks-anew.ts';
import { type Directory, directory } from './directory.ts';
import { dynamo } from './dynamo.ts';
import { readEnvironment } from './environment.ts';
import { type Mailer, mailer } from './mailer.ts';
import { type NoticeStore, noticeStore } from './notice-store.ts';
import { type QueryReader, queryReader } from './query-reader.ts';
import { type QueryStore, queryStore } from './query-store.ts';
import { type Registry, registry } from './registry.ts';
import { type Remains, remains } from './remains.ts';
import { type SettingsReader, settingsReader } from './settings.ts';
import { type Tallies, tallies } from './tallies.ts';

/** What `offer` works with. */
export function routerServices(): { queries: QueryStore; directory: Directory; settings: SettingsReader } {
  const env = readEnvironment('offer');
  const client = dynamo();
  const tables = {
    ...{ queries: env.QUERIES_TABLE, ledger: env.LEDGER_TABLE },
    ...{ notices: env.NOTICES_TABLE, directory: env.DIRECTORY_TABLE },
  };
  return {
    queries: queryStore(client, tables),
    directory: directory(client, env.DIRECTORY_TABLE),
    settings: settingsReader(client, env.DIRECTORY_TABLE),
  };
}

/** What `notify` works with. */
export function mailServices(): {
  notices: NoticeStore;
  cancel: Cancelling;
  queries: QueryReader;
  directory: Directory;
  mailer: Mailer;
  origin: string;
} {
  const env = readEnvironment('notify');
  const client = dynamo();
  return {
    notices: noticeStore(client, env.NOTICES_TABLE),
    cancel: cancelling(client, { notices: env.NOTICES_TABLE, ledger: env.LEDGER_TABLE }),
    queries: queryReader(client, { queries: env.QUERIES_TABLE, directory: env.DIRECTORY_TABLE }),
    directory: directory(client, env.DIRECTORY_TABLE),
    mailer: mailer(env.MAIL_FROM, env.MAIL_CONFIGURATION_SET),
    origin: env.ORIGIN,
  };
}

/** What `bounce` works with. */
export function bounceServices(): { notices: NoticeStore; directory: Directory; register: Registry['commit'] } {
  const env = readEnvironment('bounce');
  const client = dynamo();
  const tables = { directory: env.DIRECTORY_TABLE, ledger: env.LEDGER_TABLE, notices: env.NOTICES_TABLE };
  return {
    notices: noticeStore(client, env.NOTICES_TABLE),
    directory: directory(client, env.DIRECTORY_TABLE),
    register: registry(client, tables).commit,
  };
}

/** What `digest` works with. */
export function digestServices(): { notices: NoticeStore; directory: Directory } {
  const env = readEnvironment('digest');
  const client = dynamo();
  return { notices: noticeStore(client, env.NOTICES_TABLE), directory: directory(client, env.DIRECTORY_TABLE) };
}

/** What `tally` works with. */
export function tallyServices(): { tallies: Tallies; settings: SettingsReader } {
  const env = readEnvironment('tally');
  const client = dynamo();
  return {
    tallies: tallies(client, { reports: env.REPORTS_TABLE, ledger: env.LEDGER_TABLE }),
    settings: settingsReader(client, env.DIRECTORY_TABLE),
  };
}

/** What `watch` works with. */
export function watchServices(): {
  queries: QueryStore;
  notices: NoticeStore;
  directory: Directory;
  settings: SettingsReader;
  clocks: ClocksAnew;
} {
  const env = readEnvironment('watch');
  const client = dynamo();
  const tables = {
    ...{ queries: env.QUERIES_TABLE, ledger: env.LEDGER_TABLE },
    ...{ notices: env.NOTICES_TABLE, directory: env.DIRECTORY_TABLE },
  };
  const queries = queryStore(client, tables);
  const settings = settingsReader(client, env.DIRECTORY_TABLE);
  return {
    queries,
    notices: noticeStore(client, env.NOTICES_TABLE),
    directory: directory(client, env.DIRECTORY_TABLE),
    settings,
    clocks: clocksAnew(client, env.QUERIES_TABLE, { queries, settings }),
  };
}

/** What `erase` works with. */
export function eraseServices(): { queries: QueryStore; remains: Remains } {
  const env = readEnvironment('erase');
  const client = dynamo();
  const tables = { queries: env.QUERIES_TABLE, ledger: env.LEDGER_TABLE, notices: env.NOTICES_TABLE };
  const left = { queries: env.QUERIES_TABLE, sealed: env.SEALED_TABLE, keys: env.KEYS_TABLE };
  return { queries: queryStore(client, tables), remains: remains(client, left) };
}
