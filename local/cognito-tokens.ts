import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import * as z from 'zod';
import type { Account } from './cognito-accounts.ts';
import type { State } from './state.ts';

const Kept = z.object({
  privateKey: z.looseObject({ kty: z.literal('RSA') }),
  publicKey: z.looseObject({ kty: z.literal('RSA') }),
});

/** Tokens of the pool, signed here as Cognito signs them. */
export interface Tokens {
  give(
    account: Account,
    now: number,
  ): Promise<{ AccessToken: string; IdToken: string; ExpiresIn: number; TokenType: 'Bearer' }>;
}

/** Opens the pool's signing key, making it when the first token is given. */
export function tokens(pool: { issuer: string; clientId: string; accessMinutes: number }, state: State): Tokens {
  let pair: Promise<z.infer<typeof Kept>> | undefined;
  const keyPair = () => {
    pair ??= (async () => {
      const kept = state.read('signing-key', Kept.optional(), undefined);
      if (kept) return kept;
      const made = await generateKeyPair('RS256', { extractable: true });
      const fresh = Kept.parse({
        privateKey: await exportJWK(made.privateKey),
        publicKey: await exportJWK(made.publicKey),
      });
      state.write('signing-key', fresh);
      return fresh;
    })();
    return pair;
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
      .sign(await importJWK((await keyPair()).privateKey, 'RS256'));

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
