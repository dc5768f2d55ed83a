import { Refused } from '../../shared/refused.ts';
import type { Attempts } from './attempts.ts';
import type { Identity, SignIn } from './identity.ts';

/** Signing in with failures counted: each step refuses while the address is locked, and counts what Cognito refuses. */
export function signIn(identity: Identity, attempts: Attempts) {
  async function tried(email: string, now: string, step: () => Promise<SignIn>): Promise<SignIn> {
    await attempts.check(email, now);
    try {
      const reached = await step();
      if (reached.step === 'done') await attempts.clear(email);
      return reached;
    } catch (error) {
      if (error instanceof Refused && error.reason === 'wrong-sign-in') await attempts.fail(email, now);
      throw error;
    }
  }
  return {
    begin: (email: string, password: string, now: string) => tried(email, now, () => identity.begin(email, password)),
    answerCode: (email: string, challenge: string, code: string, now: string) =>
      tried(email, now, () => identity.answerCode(challenge, code)),
    choosePassword: (email: string, challenge: string, password: string, now: string) =>
      tried(email, now, () => identity.choosePassword(challenge, password)),
    enrol: (email: string, challenge: string, code: string, now: string) =>
      tried(email, now, () => identity.enrol(challenge, code)),
  };
}

export type SigningIn = ReturnType<typeof signIn>;
