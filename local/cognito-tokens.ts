import { randomUUID } from 'node:crypto';
import { generateKeyPair, SignJWT } from 'jose';
import type { Account } from './cognito-accounts.ts';

/** Tokens of the pool, signed here as Cognito signs them. */
export interface Tokens {
  give(
    account: Account,
    now: number,
  ): Promise<{ AccessToken: string; IdToken: string; ExpiresIn: number; TokenType: 'Bearer' }>;
}

/** Makes the pool's signing key when the first token is given. Nobody is handed one for longer than a sign-in, so it is not kept. */
export function tokens(pool: { issuer: string; clientId: string; accessMinutes: number }): Tokens {
  let pair: ReturnType<typeof generateKeyPair> | undefined;
  const privateKey = async () => {
    pair ??= generateKeyPair('RS256');
    return (await pair).privateKey;
  };

  const signed = async (claims: Record<string, unknown>, account: Account, now: number) =>
    new SignJWT({
      ...claims,
      auth_time: Math.floor(now / 1000),
      origin_jti: randomUUID(),
      event_id: randomUUID(),
      origin: now,
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'local' })
      .setSubject(account.sub)
      .setIssuer(pool.issuer)
      .setIssuedAt(Math.floor(now / 1000))
      .setExpirationTime(Math.floor(now / 1000) + pool.accessMinutes * 60)
      .setJti(randomUUID())
      .sign(await privateKey());

  return {
    give: async (account, now) => ({
      AccessToken: await signed(
        {
          token_use: 'access',
          scope: 'aws.cognito.signin.user.admin',
          client_id: pool.clientId,
          username: account.username,
        },
        account,
        now,
      ),
      IdToken: await signed(
        {
          token_use: 'id',
          aud: pool.clientId,
          'cognito:username': account.username,
          email: account.email,
          email_verified: account.emailVerified,
        },
        account,
        now,
      ),
      ExpiresIn: pool.accessMinutes * 60,
      TokenType: 'Bearer',
    }),
  };
}
