import * as z from 'zod/mini';

const name = z.string().check(z.minLength(1));
const page = { ORIGIN: z.url(), STYLE_PATH: name, SCRIPT_PATH: name };
const log = { POWERTOOLS_SERVICE_NAME: name };
const ledgered = { QUERIES_TABLE: name, LEDGER_TABLE: name, NOTICES_TABLE: name };

/** Exactly what each function is told by its template; a missing or empty value stops the function before its first event. */
export const environment = {
  vault: z.object({
    ...log,
    ...page,
    ...ledgered,
    SEALED_TABLE: name,
    KEYS_TABLE: name,
    DIRECTORY_TABLE: name,
    CONTENT_KEY_ID: name,
  }),
  desk: z.object({
    ...log,
    ...page,
    ...ledgered,
    DIRECTORY_TABLE: name,
  }),
  office: z.object({
    ...log,
    ...page,
    QUERIES_TABLE: name,
    LEDGER_TABLE: name,
    DIRECTORY_TABLE: name,
    REPORTS_TABLE: name,
    USER_POOL_ID: name,
  }),
  audit: z.object({ ...log, ...page, LEDGER_TABLE: name, DIRECTORY_TABLE: name, ANCHORS_BUCKET: name }),
  door: z.object({ ...log, ...page, DIRECTORY_TABLE: name, USER_POOL_ID: name, USER_POOL_CLIENT_ID: name }),
  offer: z.object({ ...log, ...ledgered, DIRECTORY_TABLE: name }),
  notify: z.object({
    ...log,
    NOTICES_TABLE: name,
    LEDGER_TABLE: name,
    QUERIES_TABLE: name,
    DIRECTORY_TABLE: name,
    ORIGIN: z.url(),
    MAIL_FROM: z.email(),
    MAIL_CONFIGURATION_SET: name,
  }),
  bounce: z.object({ ...log, NOTICES_TABLE: name, LEDGER_TABLE: name, DIRECTORY_TABLE: name }),
  digest: z.object({ ...log, NOTICES_TABLE: name, DIRECTORY_TABLE: name }),
  tally: z.object({ ...log, LEDGER_TABLE: name, DIRECTORY_TABLE: name, REPORTS_TABLE: name }),
  watch: z.object({ ...log, ...ledgered, DIRECTORY_TABLE: name }),
  erase: z.object({ ...log, ...ledgered, SEALED_TABLE: name, KEYS_TABLE: name }),
  anchor: z.object({ ...log, LEDGER_TABLE: name, ANCHORS_BUCKET: name, ANCHOR_KEY_ID: name }),
} as const;

export type FunctionName = keyof typeof environment;

/** This function's environment, read once at start. */
export function readEnvironment<Name extends FunctionName>(of: Name): z.infer<(typeof environment)[Name]>;
export function readEnvironment(of: FunctionName) {
  return environment[of].parse(process.env);
}
