import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { AwsRefusal } from './call.ts';
import type { Account, Accounts } from './cognito-accounts.ts';
import type { Operations } from './cognito-input.ts';
import type { Tokens } from './cognito-tokens.ts';
import type { Understood } from './resources.ts';
import { newSecret, stepOf } from './totp.ts';

type Challenge = 'NEW_PASSWORD_REQUIRED' | 'MFA_SETUP' | 'SOFTWARE_TOKEN_MFA';

/** Where a sign-in stands between two of its steps. */
interface Session {
  readonly account: Account;
  readonly challenge: Challenge;
  readonly expiresAt: number;
  /** The secret of an authenticator that is being enrolled. */
  readonly offered?: string;
  readonly enrolled?: true;
  failures: number;
}

/** What signing in needs of the pool. */
export interface SignInSurroundings {
  readonly client: Understood['AWS::Cognito::UserPoolClient'];
  readonly accounts: Accounts;
  readonly tokens: Tokens;
  readonly checkPolicy: (password: string) => void;
}

/** Signing in, step by step: password, a password of one's own, an authenticator, its code. */
export function signInOperations({ client, accounts, tokens, checkPolicy }: SignInSurroundings): Operations {
  const { ExplicitAuthFlows: flows, AuthSessionValidity, PreventUserExistenceErrors } = client;
  const sessions = new Map<string, Session>();

  const begin = (account: Account, challenge: Challenge, more: Partial<Session> = {}) => {
    const session = randomBytes(96).toString('base64url');
    sessions.set(session, {
      account,
      challenge,
      expiresAt: Date.now() + AuthSessionValidity * 60_000,
      failures: 0,
      ...more,
    });
    return session;
  };
  /** The session, when it is still good for this; it is spent by the step that succeeds. */
  const current = (id: string | undefined, challenge: Challenge) => {
    const session = sessions.get(id ?? '');
    if (!session || session.challenge !== challenge)
      throw new AwsRefusal('NotAuthorizedException', 'Invalid session for the user, session can only be used once.');
    if (session.expiresAt < Date.now())
      throw new AwsRefusal('NotAuthorizedException', 'Invalid session for the user, session is expired.');
    if (!session.account.enabled) throw new AwsRefusal('NotAuthorizedException', 'User is disabled.');
    return session;
  };
  /** What stands between this person and their token. */
  const next = async (account: Account, proved: { code: boolean }) => {
    const parameters = { USER_ID_FOR_SRP: account.username };
    if (account.status === 'FORCE_CHANGE_PASSWORD') {
      const attributes = {
        requiredAttributes: '[]',
        userAttributes: JSON.stringify({ email: account.email, email_verified: 'true' }),
      };
      return {
        ChallengeName: 'NEW_PASSWORD_REQUIRED',
        Session: begin(account, 'NEW_PASSWORD_REQUIRED'),
        ChallengeParameters: { ...parameters, ...attributes },
      };
    }
    if (account.totpSecret === undefined) {
      const canSetUp = { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' };
      return {
        ChallengeName: 'MFA_SETUP',
        Session: begin(account, 'MFA_SETUP'),
        ChallengeParameters: { ...parameters, ...canSetUp },
      };
    }
    if (!proved.code) {
      return {
        ChallengeName: 'SOFTWARE_TOKEN_MFA',
        Session: begin(account, 'SOFTWARE_TOKEN_MFA'),
        ChallengeParameters: parameters,
      };
    }
    return { AuthenticationResult: await tokens.give(account, Date.now()), ChallengeParameters: {} };
  };

  return {
    AdminInitiateAuth: async ({ AuthFlow, AuthParameters }) => {
      if (AuthFlow !== 'ADMIN_USER_PASSWORD_AUTH' || !flows.includes('ALLOW_ADMIN_USER_PASSWORD_AUTH')) {
        throw new AwsRefusal('InvalidParameterException', 'Auth flow not enabled for this client');
      }
      const { USERNAME = '', PASSWORD = '' } = AuthParameters;
      const account = accounts.find(USERNAME);
      if (!account && PreventUserExistenceErrors === 'LEGACY')
        throw new AwsRefusal('UserNotFoundException', 'User does not exist.');
      if (!account) throw new AwsRefusal('NotAuthorizedException', 'Incorrect username or password.');
      accounts.checkPassword(account, PASSWORD, Date.now());
      if (!account.enabled) throw new AwsRefusal('NotAuthorizedException', 'User is disabled.');
      return next(account, { code: false });
    },
    AdminRespondToAuthChallenge: async ({ ChallengeName, ChallengeResponses, Session: id = '' }) => {
      const { USERNAME, NEW_PASSWORD = '', SOFTWARE_TOKEN_MFA_CODE = '' } = ChallengeResponses;
      const challenge = z.enum(['NEW_PASSWORD_REQUIRED', 'MFA_SETUP', 'SOFTWARE_TOKEN_MFA']).safeParse(ChallengeName);
      if (!challenge.success)
        throw new AwsRefusal('InvalidParameterException', `${ChallengeName} is not a challenge of this pool.`);
      const session = current(id, challenge.data);
      const { account } = session;
      // An address signs in as an alias, but answers no challenge: that takes the username of USER_ID_FOR_SRP.
      if (USERNAME !== account.username)
        throw new AwsRefusal('NotAuthorizedException', 'Invalid session for the user.');
      if (challenge.data === 'NEW_PASSWORD_REQUIRED') {
        checkPolicy(NEW_PASSWORD);
        accounts.setPassword(account, NEW_PASSWORD, 'CONFIRMED');
      }
      if (challenge.data === 'MFA_SETUP' && !session.enrolled)
        throw new AwsRefusal('NotAuthorizedException', 'No authenticator was verified in this session.');
      if (challenge.data === 'SOFTWARE_TOKEN_MFA') {
        if (session.failures >= 5)
          throw new AwsRefusal(
            'NotAuthorizedException',
            'Invalid session for the user, session can only be used once.',
          );
        session.failures += 1;
        accounts.checkCode(account, SOFTWARE_TOKEN_MFA_CODE, Date.now());
      }
      sessions.delete(id);
      return next(account, { code: challenge.data !== 'NEW_PASSWORD_REQUIRED' });
    },
    AssociateSoftwareToken: async ({ Session: id = '' }) => {
      const { account } = current(id, 'MFA_SETUP');
      const SecretCode = newSecret();
      sessions.delete(id);
      return { SecretCode, Session: begin(account, 'MFA_SETUP', { offered: SecretCode }) };
    },
    VerifySoftwareToken: async ({ Session: id = '', UserCode }) => {
      const { account, offered } = current(id, 'MFA_SETUP');
      const step = offered === undefined ? undefined : stepOf(offered, UserCode, Date.now());
      if (offered === undefined || step === undefined) {
        throw new AwsRefusal('EnableSoftwareTokenMFAException', 'Code mismatch and fail enable Software Token MFA');
      }
      Object.assign(account, { totpSecret: offered, usedSteps: [step] });
      accounts.keep();
      sessions.delete(id);
      return { Status: 'SUCCESS', Session: begin(account, 'MFA_SETUP', { enrolled: true }) };
    },
  };
}
