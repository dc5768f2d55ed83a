import { randomBytes, randomUUID, scryptSync, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { AwsRefusal } from './call.ts';
import type { State } from './state.ts';
import { codeAt, stepAt, stepOf } from './totp.ts';

const Account = z.object({
  username: z.string(),
  sub: z.string(),
  email: z.string(),
  /** An address signs in as an alias only when it is verified. */
  emailVerified: z.boolean(),
  password: z.string(),
  status: z.enum(['FORCE_CHANGE_PASSWORD', 'CONFIRMED']),
  enabled: z.boolean(),
  /** The secret of the enrolled authenticator. */
  totpSecret: z.string().optional(),
  /** The steps whose codes were used: each code is good once. */
  usedSteps: z.array(z.number()),
  failures: z.number(),
  lockedUntil: z.number(),
});
export type Account = z.infer<typeof Account>;

/** A person to be known to the pool from the start, password and authenticator included. */
interface Known {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly totpSecret: string;
}

/** Somebody to be invited, with a password for the first time. */
interface Invited {
  readonly username: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly password: string;
}

/** The accounts of the pool: found by username or by address, kept across restarts. */
export interface Accounts {
  find(name: string): Account | undefined;
  create(invited: Invited): Account;
  /** Adds somebody with everything set up, unless the pool knows them. */
  seed(known: Known): void;
  /** Keeps what was changed in an account. */
  keep(): void;
  /** Another address to sign in with, unless somebody else does. */
  setAddress(account: Account, email: string, verified: boolean): void;
  /** Forgets the enrolled authenticator. */
  forgetDevice(account: Account): void;
  setPassword(account: Account, password: string, status: Account['status']): void;
  /** Refuses a wrong password, and after five of them any password for a while. */
  checkPassword(account: Account, password: string, now: number): void;
  /** Refuses a code that is wrong or was used before. */
  checkCode(account: Account, code: string, now: number): void;
  /** A code that is accepted now and until the next step ends: this step's, the next one's if that was used or is in `except`. */
  codeFor(name: string, now: number, except?: readonly string[]): string | undefined;
}

const incorrect = () => new AwsRefusal('NotAuthorizedException', 'Incorrect username or password.');
const second = 1000;
const longestLock = 15 * 60 * second;

/** Opens the accounts of the pool. */
export function accounts(state: State): Accounts {
  const all = state.read('accounts', z.array(Account), []);
  const keep = () => state.write('accounts', all);

  const find = (name: string) => {
    const folded = name.toLowerCase();
    return all.find(
      (account) =>
        account.username.toLowerCase() === folded || (account.emailVerified && account.email.toLowerCase() === folded),
    );
  };
  const create = ({ username, email, emailVerified, password }: Invited) => {
    if (all.some((account) => account.username === username))
      throw new AwsRefusal('UsernameExistsException', 'User account already exists');
    if (find(email)) throw new AwsRefusal('AliasExistsException', 'An account with the email already exists.');
    const account: Account = {
      username,
      sub: randomUUID(),
      email,
      emailVerified,
      password: hashed(password),
      status: 'FORCE_CHANGE_PASSWORD',
      enabled: true,
      usedSteps: [],
      failures: 0,
      lockedUntil: 0,
    };
    all.push(account);
    keep();
    return account;
  };

  return {
    find,
    create,
    keep,
    seed: ({ username, email, password, totpSecret }) => {
      if (find(username)) return;
      const account = create({ username, email, emailVerified: true, password });
      Object.assign(account, { status: 'CONFIRMED', totpSecret });
      keep();
    },
    setAddress: (account, email, verified) => {
      const other = find(email);
      if (other && other !== account)
        throw new AwsRefusal('AliasExistsException', 'An account with the email already exists.');
      Object.assign(account, { email, emailVerified: verified });
      keep();
    },
    forgetDevice: (account) => {
      delete account.totpSecret;
      account.usedSteps = [];
      keep();
    },
    setPassword: (account, password, status) => {
      account.password = hashed(password);
      account.status = status;
      keep();
    },
    checkPassword: (account, password, now) => {
      if (now < account.lockedUntil) throw new AwsRefusal('NotAuthorizedException', 'Password attempts exceeded');
      if (matches(password, account.password)) {
        account.failures = 0;
        return;
      }
      account.failures += 1;
      if (account.failures >= 5)
        account.lockedUntil = now + Math.min(2 ** (account.failures - 5) * second, longestLock);
      keep();
      throw incorrect();
    },
    checkCode: (account, code, now) => {
      const step = account.totpSecret === undefined ? undefined : stepOf(account.totpSecret, code, now);
      if (step === undefined) throw new AwsRefusal('CodeMismatchException', 'Invalid code received for user');
      if (account.usedSteps.includes(step))
        throw new AwsRefusal('ExpiredCodeException', 'Your software token has already been used once.');
      account.usedSteps = [...account.usedSteps.filter((used) => used >= step - 3), step];
      keep();
    },
    codeFor: (name, now, except = []) => {
      const account = find(name);
      const secret = account?.totpSecret;
      if (!account || secret === undefined) return undefined;
      const [current, next] = [stepAt(now), stepAt(now) + 1];
      const free = [current, next].find(
        (step) => !account.usedSteps.includes(step) && !except.includes(codeAt(secret, step)),
      );
      if (free !== undefined) return codeAt(secret, free);
      // Whoever signs in a third time within half a minute need not wait for it to pass: what was used may be used again.
      account.usedSteps = account.usedSteps.filter((used) => used !== current);
      return codeAt(secret, current);
    },
  };
}

// Cheap on purpose: these passwords are printed at the start.
const cost = { N: 256, r: 8, p: 1 };

function hashed(password: string): string {
  const salt = randomBytes(16);
  return `${salt.toString('hex')}.${scryptSync(password, salt, 32, cost).toString('hex')}`;
}

function matches(password: string, stored: string): boolean {
  const [salt = '', hash = ''] = stored.split('.');
  return timingSafeEqual(scryptSync(password, Buffer.from(salt, 'hex'), 32, cost), Buffer.from(hash, 'hex'));
}
