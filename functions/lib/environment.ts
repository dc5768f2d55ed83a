import * as z from 'zod/mini';

const name = z.string().check(z.minLength(1));
const page = { STYLE_PATH: name, SCRIPT_PATH: name };
const log = { SERVICE_NAME: name };
const ledgered = { QUERIES_TABLE: name, LEDGER_TABLE: name, NOTICES_TABLE: name };

/** Exactly what each function is told by its template. */
export const environment = {
  vault: {
    ...log,
    ...page,
    ...ledgered,
    SEALED_TABLE: name,
    KEYS_TABLE: name,
    DIRECTORY_TABLE: name,
    CONTENT_KEY_ID: name,
  },
  desk: {
    ...log,
    ...page,
    ...ledgered,
    DIRECTORY_TABLE: name,
  },
  office: {
    ...log,
    ...page,
    QUERIES_TABLE: name,
    LEDGER_TABLE: name,
    DIRECTORY_TABLE: name,
    REPORTS_TABLE: name,
    USER_POOL_ID: name,
  },
  audit: { ...log, ...page, LEDGER_TABLE: name, DIRECTORY_TABLE: name, ANCHORS_BUCKET: name, ANCHOR_KEY_ID: name },
  door: { ...log, ...page, DIRECTORY_TABLE: name, USER_POOL_ID: name, USER_POOL_CLIENT_ID: name },
  offer: { ...log, ...ledgered, DIRECTORY_TABLE: name },
  notify: {
    ...log,
    NOTICES_TABLE: name,
    LEDGER_TABLE: name,
    QUERIES_TABLE: name,
    DIRECTORY_TABLE: name,
    ORIGIN: z.url(),
    MAIL_FROM: z.email(),
    MAIL_CONFIGURATION_SET: name,
  },
  bounce: { ...log, NOTICES_TABLE: name, LEDGER_TABLE: name, DIRECTORY_TABLE: name },
  digest: { ...log, NOTICES_TABLE: name, DIRECTORY_TABLE: name },
  tally: { ...log, LEDGER_TABLE: name, DIRECTORY_TABLE: name, REPORTS_TABLE: name },
  watch: { ...log, ...ledgered, DIRECTORY_TABLE: name },
  erase: { ...log, ...ledgered, SEALED_TABLE: name, KEYS_TABLE: name },
  anchor: { ...log, LEDGER_TABLE: name, ANCHORS_BUCKET: name, ANCHOR_KEY_ID: name },
} as const;

export type FunctionName = keyof typeof environment;

type EnvironmentOf<Name extends FunctionName> = z.output<z.ZodMiniObject<(typeof environment)[Name]>>;

/** This function's environment, read once at start: a missing or empty value stops it before its first event. */
export function readEnvironment<Name extends FunctionName>(of: Name): EnvironmentOf<Name>;
export function readEnvironment(of: FunctionName) {
  // Read once: zod need not write a function for it first.
  return z.object(environment[of]).parse(process.env, { jitless: true });
}
