import { randomUUID } from 'node:crypto';
import * as z from 'zod';

/** An answer of the hub to a client of its API. */
interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** A client of the hub's API, signed in as one person. */
export interface ApiClient {
  get(path: string): Promise<ApiAnswer>;
  /** Changes something, once; `version` is the one that the change was decided on. */
  post(path: string, input: object, version?: number): Promise<ApiAnswer>;
}

const Challenge = z.object({ step: z.literal('code'), challenge: z.string() });
const Token = z.object({ token: z.string() });

/** Why the hub did not do as asked. */
class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';

  constructor(method: string, path: string, { status, body }: ApiAnswer) {
    super(`${method} ${path} answered ${status}: ${JSON.stringify(body)}`);
  }
}

/** Signs in as API clients do: password, code, then a token with each request. A refusal is thrown. */
export async function signIn(
  origin: string,
  email: string,
  password: string,
  code: () => string | undefined,
): Promise<ApiClient> {
  const first = await send(origin, 'POST', '/sign-in', { email, password });
  const { challenge } = Challenge.parse(first.body);
  const second = await send(origin, 'POST', '/sign-in/code', { email, challenge, code: code() ?? '' });
  const { token } = Token.parse(second.body);
  const authorization = `Bearer ${token}`;
  return {
    get: (path) => send(origin, 'GET', path, undefined, { authorization }),
    post: (path, input, version) =>
      send(origin, 'POST', path, input, {
        authorization,
        'idempotency-key': randomUUID(),
        ...(version !== undefined && { 'if-match': `"${version}"` }),
      }),
  };
}

async function send(
  origin: string,
  method: string,
  path: string,
  input?: object,
  headers: Record<string, string> = {},
): Promise<ApiAnswer> {
  const response = await fetch(`${origin}${path}`, {
    method,
    redirect: 'manual',
    headers: { accept: 'application/json', ...(input && { 'content-type': 'application/json' }), ...headers },
    ...(input && { body: JSON.stringify(input) }),
  });
  const text = await response.text();
  const answer = { status: response.status, body: text === '' ? undefined : readable(text) };
  if (!response.ok) throw new ApiRefusal(method, path, answer);
  return answer;
}

function readable(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
