import { randomUUID } from 'node:crypto';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import * as z from 'zod';

/** What is sent, to the letter. */
export type Sent = {
  method: string;
  path: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | Buffer;
};

/** What came back, to the byte. */
export type Answer = { status: number; headers: IncomingHttpHeaders; text: string };

/** What a signed-in person shows: the token of an API client, the cookie of a browser. */
export type Credentials = { token: string; cookie: string };

const Challenge = z.object({ challenge: z.string() });
const Token = z.object({ token: z.string() });
const Problem = z.object({
  type: z.string(),
  status: z.int(),
  errors: z.array(z.object({ field: z.string(), code: z.string(), until: z.string().optional() })).default([]),
});

/** The problem document of a refusal. */
export const problemOf = ({ text }: Answer): z.infer<typeof Problem> => Problem.parse(JSON.parse(text));

/** What no answer may show: where the code stands, what it is made of, how the database names things. */
export const inner = /\bat .+\.(mjs|ts|js):\d|node_modules|ZodError|Exception\b|arn:aws|"stack"|once#|person#/;

/** Why an answer is a refusal, in the hub's words. */
export const reasonOf = (answer: Answer): string => problemOf(answer).type.replace('urn:advice-hub:problem:', '');

class Lost extends Error {
  override readonly name = 'Lost';
}

/** A client that decides nothing by itself: no redirects, no cookies, no headers but those it is given. */
export function client(origin: string) {
  const { hostname, port } = new URL(origin);
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });

  const once = ({ method, path, headers = {}, body }: Sent): Promise<Answer> =>
    new Promise((answered, failed) => {
      const outgoing = request({ agent, hostname, port, method, path, headers }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.once('error', failed);
        incoming.once('end', () =>
          answered({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            text: Buffer.concat(chunks).toString(),
          }),
        );
      });
      // A connection that was kept may be closed by the other side just as it is used again: nothing was received of it.
      const lost = (error: NodeJS.ErrnoException) => outgoing.reusedSocket && error.code === 'ECONNRESET';
      outgoing.once('error', (error) => failed(lost(error) ? new Lost() : error));
      outgoing.end(body);
    });

  async function send(sent: Sent): Promise<Answer> {
    for (;;) {
      try {
        return await once(sent);
      } catch (error) {
        if (!(error instanceof Lost)) throw error;
      }
    }
  }

  /** A document, asked for as an API client does; without a token the door is asked as anybody may. */
  const json = (method: string, path: string, { token, input, headers }: JsonRequest = {}): Promise<Answer> =>
    send({
      method,
      path,
      headers: {
        accept: 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(input === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(input === undefined ? {} : { body: typeof input === 'string' ? input : JSON.stringify(input) }),
    });

  /** A page, asked for as a browser does. */
  const html = (method: string, path: string, { cookie, fields, headers }: HtmlRequest = {}): Promise<Answer> =>
    send({
      method,
      path,
      headers: {
        accept: 'text/html,application/xhtml+xml',
        ...(cookie ? { cookie: `__Host-hub=${cookie}` } : {}),
        ...(fields === undefined
          ? {}
          : { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }),
        ...headers,
      },
      ...(fields === undefined
        ? {}
        : { body: typeof fields === 'string' ? fields : String(new URLSearchParams(fields)) }),
    });

  return {
    send,
    json,
    html,
    /** Signs in with password and code: one sign-in gives both the token and the cookie. */
    async signIn(email: string, password: string, code: () => string | undefined): Promise<Credentials> {
      const first = await json('POST', '/sign-in', { input: { email, password } });
      const { challenge } = Challenge.parse(JSON.parse(first.text));
      const second = await json('POST', '/sign-in/code', { input: { email, challenge, code: code() ?? '' } });
      const { token } = Token.parse(JSON.parse(second.text));
      const [pair = ''] = second.headers['set-cookie']?.[0]?.split(';') ?? [];
      return { token, cookie: pair.slice('__Host-hub='.length) };
    },
    close: () => agent.destroy(),
  };
}

type JsonRequest = { token?: string; input?: unknown; headers?: Readonly<Record<string, string>> };
type HtmlRequest = {
  cookie?: string;
  fields?: string | Record<string, string>;
  headers?: Readonly<Record<string, string>>;
};

/** The two headers of a change: a key of its own, and the version that it was decided on. */
export const changing = (version?: number, key: string = randomUUID()): Record<string, string> => ({
  'idempotency-key': key,
  ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
});
