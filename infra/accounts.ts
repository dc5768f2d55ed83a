import { AccountRecovery, CfnUserPoolClient, Mfa, UserPool } from 'aws-cdk-lib/aws-cognito';
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** Who may sign in: people who were invited, with a password and a one-time code. */
export function accounts(scope: Construct): { pool: UserPool; client: CfnUserPoolClient } {
  const pool = new UserPool(scope, 'People', {
    selfSignUpEnabled: false,
    // The username is the person's id in the directory, so that a token names them without a look-up; they type their address.
    signInAliases: { username: true, email: true },
    signInCaseSensitive: false,
    // Only a verified address signs in: the secretariat, which lets people in, says that it is (`functions/lib/accounts.ts`).
    autoVerify: { email: true },
    standardAttributes: { email: { required: true, mutable: true } },
    // A code sent by mail or text would make the mailbox the key to the hub: the secretariat resets, nobody else.
    accountRecovery: AccountRecovery.NONE,
    mfa: Mfa.REQUIRED,
    mfaSecondFactor: { otp: true, sms: false },
    passwordPolicy: {
      minLength: 14,
      requireLowercase: true,
      requireUppercase: true,
      requireDigits: true,
      requireSymbols: true,
      tempPasswordValidity: Duration.days(7),
    },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  Validations.of(pool).acknowledge({
    id: 'AwsSolutions-COG8',
    reason:
      'Threat protection scores people by address and device, which the hub does not collect. Lockout and revocation are its own, in the directory.',
  });

  // The L2 client always allows refresh tokens too; a session here is the hub's, and never outlives its 12 hours.
  const client = new CfnUserPoolClient(scope, 'SignIn', {
    userPoolId: pool.userPoolId,
    explicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'],
    supportedIdentityProviders: ['COGNITO'],
    preventUserExistenceErrors: 'ENABLED',
    enableTokenRevocation: true,
    generateSecret: false,
    // 15 minutes, the most there is: setting up an authenticator for the first time takes longer than the usual 3.
    authSessionValidity: 15,
    // Nobody is given them: the door reads once who has signed in. Five minutes is the least there is.
    accessTokenValidity: 5,
    idTokenValidity: 5,
    tokenValidityUnits: { accessToken: 'minutes', idToken: 'minutes' },
  });
  return { pool, client };
}
