import { type Directory, directory } from './directory.ts';
import { dynamo } from './dynamo.ts';
import { readEnvironment } from './environment.ts';
import { type Mailer, mailer } from './mailer.ts';
import { type NoticeStore, noticeStore } from './notice-store.ts';
import { type QueryStore, queryStore } from './query-store.ts';

/** What `offer` works with. */
export function routerServices(): { queries: QueryStore; directory: Directory } {
  const env = readEnvironment('offer');
  const client = dynamo();
  const tables = { queries: env.QUERIES_TABLE, ledger: env.LEDGER_TABLE, notices: env.NOTICES_TABLE };
  return { queries: queryStore(client, tables), directory: directory(client, env.DIRECTORY_TABLE) };
}

/** What `notify` works with. */
export function mailServices(): { notices: NoticeStore; directory: Directory; mailer: Mailer; origin: string } {
  const env = readEnvironment('notify');
  const client = dynamo();
  return {
    notices: noticeStore(client, env.NOTICES_TABLE),
    directory: directory(client, env.DIRECTORY_TABLE),
    mailer: mailer(env.MAIL_FROM, env.MAIL_CONFIGURATION_SET),
    origin: env.ORIGIN,
  };
}

/** What `watch` works with. */
export function watchServices(): { queries: QueryStore; notices: NoticeStore } {
  const env = readEnvironment('watch');
  const client = dynamo();
  const tables = { queries: env.QUERIES_TABLE, ledger: env.LEDGER_TABLE, notices: env.NOTICES_TABLE };
  return { queries: queryStore(client, tables), notices: noticeStore(client, env.NOTICES_TABLE) };
}
