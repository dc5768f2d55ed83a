import type { Attempts } from './attempts.ts';
import { type Identity, type SignIn, usernameIn } from './identity.ts';

/**
 * Signing in with every try counted: the first step by the address that is typed, the later ones by the name that the
 * challenge belongs to, which Cognito checks and nobody can choose.
 */
export function signIn(identity: Identity, attempts: Attempts) {
  async function tried(name: string, now: string, step: () => Promise<SignIn>): Promise<SignIn> {
    await attempts.begin(name, now);
    const reached = await step();
    await attempts.clear(name);
    return reached;
  }
  return {
    begin: (email: string, password: string, now: string) => tried(email, now, () => identity.begin(email, password)),
    answerCode: (challenge: string, code: string, now: string) =>
      tried(usernameIn(challenge), now, () => identity.answerCode(challenge, code)),
    /** Nothing to guess here: whoever has the challenge proved the invitation's password. */
    choosePassword: (challenge: string, password: string) => identity.choosePassword(challenge, password),
    enrol: (challenge: string, code: string, now: string) =>
      tried(usernameIn(challenge), now, () => identity.enrol(challenge, code)),
  };
}

export type SigningIn = ReturnType<typeof signIn>;
