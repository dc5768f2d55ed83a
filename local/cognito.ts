import { AwsRefusal, type Service } from './call.ts';
import { CannotStart } from './cannot-start.ts';
import { type Account, type Accounts, accounts as openAccounts } from './cognito-accounts.ts';
import { Input, type Operations } from './cognito-input.ts';
import { signInOperations } from './cognito-sign-in.ts';
import { tokens as openTokens } from './cognito-tokens.ts';
import type { Understood } from './resources.ts';
import type { State } from './state.ts';
import type { Template } from './template.ts';
import { newSecret } from './totp.ts';

/** The pool's operations for administrators are signed; these are called by whoever holds a session or a token. */
const unsigned = ['AssociateSoftwareToken', 'VerifySoftwareToken'];

/** Cognito for the pool of the template: invitation only, password and authenticator code. */
export function cognito(
  template: Template,
  state: State,
): Service & { accounts: Accounts; ids: { id: string; clientId: string } } {
  const [pool] = template.of('AWS::Cognito::UserPool');
  const [client] = template.of('AWS::Cognito::UserPoolClient');
  if (!pool || !client) throw new CannotStart('The template has no user pool with a client, so nobody could sign in.');
  const checkPolicy = passwordPolicy(pool.properties);
  const accounts = openAccounts(state);
  const issuer = `https://cognito-idp.${template.region}.amazonaws.com/${pool.ref}`;
  const accessMinutes = client.properties.AccessTokenValidity;
  const tokens = openTokens({ issuer, clientId: client.ref, accessMinutes });
  const named = (username: string) => {
    const account = accounts.find(username);
    if (!account) throw new AwsRefusal('UserNotFoundException', 'User does not exist.');
    return account;
  };

  const operations: Operations = {
    ...signInOperations({ client: client.properties, accounts, tokens, checkPolicy }),
    AdminCreateUser: async ({ Username, TemporaryPassword, UserAttributes }) => {
      const attributes = new Map(UserAttributes.map(({ Name, Value }) => [Name, Value]));
      const email = attributes.get('email');
      if (!email)
        throw new AwsRefusal(
          'InvalidParameterException',
          'Attributes did not conform to the schema: email: The attribute is required',
        );
      if (TemporaryPassword !== undefined) checkPolicy(TemporaryPassword);
      const emailVerified = attributes.get('email_verified') === 'true';
      const password = TemporaryPassword ?? `${newSecret()}aA1!`;
      const account = accounts.create({ username: Username, email, emailVerified, password });
      return { User: { ...described(account), Attributes: attributesOf(account) } };
    },
    AdminSetUserPassword: async ({ Username, Password, Permanent }) => {
      checkPolicy(Password);
      accounts.setPassword(named(Username), Password, Permanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD');
      return {};
    },
    // Where the pool requires a second factor, whoever has none is asked to set one up.
    AdminSetUserMFAPreference: async ({ Username, SoftwareTokenMfaSettings }) => {
      if (SoftwareTokenMfaSettings?.Enabled === false) accounts.forgetDevice(named(Username));
      return {};
    },
    AdminUpdateUserAttributes: async ({ Username, UserAttributes }) => {
      const attributes = new Map(UserAttributes.map(({ Name, Value }) => [Name, Value]));
      const account = named(Username);
      const email = attributes.get('email') ?? account.email;
      accounts.setAddress(account, email, attributes.get('email_verified') === 'true');
      return {};
    },
    AdminDisableUser: async ({ Username }) => {
      Object.assign(named(Username), { enabled: false });
      accounts.keep();
      return {};
    },
  };

  return {
    accounts,
    ids: { id: pool.ref, clientId: client.ref },
    demandsOf: ({ operation, role }) => {
      if (unsigned.includes(operation)) return [];
      if (role === undefined)
        throw new AwsRefusal('MissingAuthenticationTokenException', 'Missing Authentication Token');
      return [{ action: `cognito-idp:${operation}`, resource: pool.attributes.Arn ?? '', context: {} }];
    },
    answer: async ({ operation, input }) => {
      const perform = operations[operation];
      if (!perform)
        throw new AwsRefusal(
          'UnknownOperationException',
          `The local runner does not know the operation ${operation} of Cognito.`,
        );
      const parsed = Input.safeParse(input);
      if (!parsed.success)
        throw new AwsRefusal('InvalidParameterException', `Invalid ${parsed.error.issues[0]?.path.join('.')}.`);
      const { UserPoolId, ClientId } = parsed.data;
      if (UserPoolId !== undefined && UserPoolId !== pool.ref)
        throw new AwsRefusal('ResourceNotFoundException', `User pool ${UserPoolId} does not exist.`);
      if (ClientId !== undefined && ClientId !== client.ref)
        throw new AwsRefusal('ResourceNotFoundException', `User pool client ${ClientId} does not exist.`);
      return { status: 200, body: JSON.stringify(await perform(parsed.data)) };
    },
  };
}

const described = ({ username, enabled, status }: Account) => ({
  Username: username,
  Enabled: enabled,
  UserStatus: status,
});

const attributesOf = ({ sub, email, emailVerified }: Account) => [
  { Name: 'sub', Value: sub },
  { Name: 'email', Value: email },
  { Name: 'email_verified', Value: String(emailVerified) },
];

function passwordPolicy({ Policies }: Understood['AWS::Cognito::UserPool']): (password: string) => void {
  const policy = Policies.PasswordPolicy;
  return (password) => {
    const lacks = [
      password.length < policy.MinimumLength && 'Password not long enough',
      policy.RequireLowercase && !/[a-z]/.test(password) && 'Password must have lowercase characters',
      policy.RequireUppercase && !/[A-Z]/.test(password) && 'Password must have uppercase characters',
      policy.RequireNumbers && !/\d/.test(password) && 'Password must have numeric characters',
      policy.RequireSymbols && !/[^A-Za-z0-9]/.test(password) && 'Password must have symbol characters',
    ].find(Boolean);
    if (lacks) throw new AwsRefusal('InvalidPasswordException', `Password did not conform with policy: ${lacks}`);
  };
}
