import { randomInt } from 'node:crypto';
import {
  AdminCreateUserCommand,
  AdminSetUserMFAPreferenceCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  CognitoIdentityProviderClient,
  UserNotFoundException,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Person } from '../../shared/people.ts';
import { unlogged } from './unlogged.ts';

// Read out over the telephone: nothing that looks or sounds like something else.
const kinds = ['abcdefghkmnpqrstwxyz', 'ABCDEFGHKMNPQRSTWXYZ', '23456789'] as const;
const group = (): string =>
  [0, 1, 2, 0, 1]
    .map((kind) => kinds[kind] ?? '')
    .map((letters) => letters.charAt(randomInt(letters.length)))
    .join('');

/** A password for one sign-in, which Cognito asks to replace: over 80 bits in four groups. */
const newPassword = (): string => [group(), group(), group(), group()].join('-');

/** An address that somebody signs in with: the secretariat has made sure that it is theirs. */
const attributesOf = (email: string) => [
  { Name: 'email', Value: email },
  { Name: 'email_verified', Value: 'true' },
];

/** The accounts that people sign in with: the secretariat opens them, and nobody else. */
export function accounts(poolId: string, cognito = unlogged(new CognitoIdentityProviderClient({}))) {
  return {
    /**
     * Gives somebody a password for the next sign-in and answers it; who has no account yet gets one. Cognito mails
     * nothing: whoever can read a mailbox must not be able to become its owner here. A device that was lost is forgotten
     * first: the pool requires one, so Cognito has them enrol another at that sign-in.
     */
    async giveFirstPassword({ id, email }: Pick<Person, 'id' | 'email'>, device?: 'forgotten'): Promise<string> {
      const password = newPassword();
      const create = new AdminCreateUserCommand({
        UserPoolId: poolId,
        Username: id,
        TemporaryPassword: password,
        MessageAction: 'SUPPRESS',
        UserAttributes: attributesOf(email),
      });
      try {
        await cognito.send(create);
      } catch (error) {
        if (!(error instanceof UsernameExistsException)) throw error;
        const none = { Enabled: false, PreferredMfa: false };
        const forget = { UserPoolId: poolId, Username: id, SoftwareTokenMfaSettings: none };
        if (device) await cognito.send(new AdminSetUserMFAPreferenceCommand(forget));
        const renew = { UserPoolId: poolId, Username: id, Password: password, Permanent: false };
        await cognito.send(new AdminSetUserPasswordCommand(renew));
      }
      return password;
    },

    /** Has somebody sign in with another address; who has no account yet will, once they are given a password. */
    async changeAddress({ id, email }: Pick<Person, 'id' | 'email'>): Promise<void> {
      const change = { UserPoolId: poolId, Username: id, UserAttributes: attributesOf(email) };
      try {
        await cognito.send(new AdminUpdateUserAttributesCommand(change));
      } catch (error) {
        if (!(error instanceof UserNotFoundException)) throw error;
      }
    },
  };
}

export type Accounts = ReturnType<typeof accounts>;
