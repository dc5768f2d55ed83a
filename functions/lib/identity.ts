import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  AssociateSoftwareTokenCommand,
  CodeMismatchException,
  CognitoIdentityProviderClient,
  EnableSoftwareTokenMFAException,
  ExpiredCodeException,
  InvalidParameterException,
  InvalidPasswordException,
  NotAuthorizedException,
  PasswordResetRequiredException,
  UserNotFoundException,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt } from 'jose';
import * as z from 'zod/mini';
import { Id } from '../../shared/fields.ts';
import { Refused } from '../../shared/refused.ts';
import { unlogged } from './unlogged.ts';

/** Where a sign-in stands: a further step with Cognito's opaque session, or a person who proved both factors. */
export type SignIn =
  | { step: 'code' | 'new-password'; challenge: string }
  | { step: 'enrol'; challenge: string; secret: string }
  | { step: 'done'; personId: string };

const refusals = [
  NotAuthorizedException,
  UserNotFoundException,
  CodeMismatchException,
  ExpiredCodeException,
  EnableSoftwareTokenMFAException,
  PasswordResetRequiredException,
  InvalidParameterException,
];

/** Whatever Cognito says about a wrong name, password or code becomes one refusal: nobody learns which it was. */
async function asked<Answer>(request: Promise<Answer>): Promise<Answer> {
  return request.catch((error: unknown) => {
    if (error instanceof InvalidPasswordException)
      throw new Refused('invalid-input', [{ field: 'password', code: 'weak-password' }]);
    if (refusals.some((refusal) => error instanceof refusal)) throw new Refused('wrong-sign-in');
    throw error;
  });
}

const Claims = z.object({ username: Id });

// Cognito wants the username itself with every answer to a challenge, not the address that was typed; its session does
// not name it, so the two travel together.
const challengeOf = (username: string, session: string) => `${username}.${session}`;

function usernameAndSession(challenge: string): [string, string] {
  const at = challenge.indexOf('.');
  if (at < 0) throw new Refused('wrong-sign-in');
  return [challenge.slice(0, at), challenge.slice(at + 1)];
}

/** The name that a challenge belongs to. */
export const usernameIn = (challenge: string): string => usernameAndSession(challenge)[0];

type CognitoAnswer = {
  ChallengeParameters?: Record<string, string> | undefined;
  ChallengeName?: string | undefined;
  Session?: string | undefined;
  AuthenticationResult?: { AccessToken?: string | undefined } | undefined;
};

/** Sign-in with Cognito: password, then a code from the enrolled device. A person's Cognito username is their id here. */
export function identity(poolId: string, clientId: string, cognito = unlogged(new CognitoIdentityProviderClient({}))) {
  async function stepOf(answer: CognitoAnswer, known?: string): Promise<SignIn> {
    const { ChallengeName, Session, AuthenticationResult, ChallengeParameters } = answer;
    const accessToken = AuthenticationResult?.AccessToken;
    if (accessToken) {
      // Straight from Cognito over a signed call: there is nobody in between whose word would need checking. It says who they
      // are and goes no further, for it would let its holder change address, password and device.
      const { username } = Claims.parse(decodeJwt(accessToken));
      return { step: 'done', personId: username };
    }
    if (!Session) throw new Error('Cognito answered neither a token nor a session');
    const username = known ?? ChallengeParameters?.USER_ID_FOR_SRP ?? '';
    if (ChallengeName === 'SOFTWARE_TOKEN_MFA') return { step: 'code', challenge: challengeOf(username, Session) };
    if (ChallengeName === 'NEW_PASSWORD_REQUIRED')
      return { step: 'new-password', challenge: challengeOf(username, Session) };
    if (ChallengeName !== 'MFA_SETUP')
      throw new Error(`Cognito asks for ${ChallengeName}, which the door does not know`);
    const enrolment = await asked(cognito.send(new AssociateSoftwareTokenCommand({ Session })));
    if (!enrolment.Session || !enrolment.SecretCode) throw new Error('Cognito began no enrolment');
    return { step: 'enrol', challenge: challengeOf(username, enrolment.Session), secret: enrolment.SecretCode };
  }

  type Challenge = 'SOFTWARE_TOKEN_MFA' | 'NEW_PASSWORD_REQUIRED' | 'MFA_SETUP';

  async function respond(name: Challenge, challenge: string, responses: Record<string, string>): Promise<SignIn> {
    const [username, session] = usernameAndSession(challenge);
    const command = new AdminRespondToAuthChallengeCommand({
      UserPoolId: poolId,
      ClientId: clientId,
      ChallengeName: name,
      Session: session,
      ChallengeResponses: { USERNAME: username, ...responses },
    });
    return stepOf(await asked(cognito.send(command)), username);
  }

  return {
    /** The first step: address and password. */
    async begin(email: string, password: string): Promise<SignIn> {
      const command = new AdminInitiateAuthCommand({
        UserPoolId: poolId,
        ClientId: clientId,
        AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: email, PASSWORD: password },
      });
      return stepOf(await asked(cognito.send(command)));
    },
    /** The second step: six digits from the device. */
    answerCode: (challenge: string, code: string) =>
      respond('SOFTWARE_TOKEN_MFA', challenge, { SOFTWARE_TOKEN_MFA_CODE: code }),
    /** At the first sign-in: a password of one's own in place of the invitation's. */
    choosePassword: (challenge: string, password: string) =>
      respond('NEW_PASSWORD_REQUIRED', challenge, { NEW_PASSWORD: password }),
    /** At the first sign-in: the device is enrolled when it shows the right code. */
    async enrol(challenge: string, code: string): Promise<SignIn> {
      const [username, session] = usernameAndSession(challenge);
      const verify = new VerifySoftwareTokenCommand({ Session: session, UserCode: code });
      const { Session } = await asked(cognito.send(verify));
      if (!Session) throw new Refused('wrong-sign-in');
      return respond('MFA_SETUP', challengeOf(username, Session), {});
    },
  };
}

export type Identity = ReturnType<typeof identity>;
