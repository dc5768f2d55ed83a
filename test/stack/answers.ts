import { changing } from './client.ts';
import type { Place } from './places.ts';
import type { World } from './world.ts';

/** What somebody asked for, and everything they were told. */
export type Told = {
  who: string;
  method: 'GET' | 'POST';
  path: string;
  page: boolean;
  sent: string;
  status: number;
  headers: Readonly<Record<string, unknown>>;
  text: string;
};

/** Asks as people do, and remembers every answer whole. */
export function answersOf(world: World) {
  const all: Told[] = [];

  async function ask(
    who: string,
    method: Told['method'],
    path: string,
    { page, input, version }: { page: boolean; input?: Record<string, string>; version?: number },
  ): Promise<Told> {
    const { token, cookie } = await world.credentialsOf(who);
    const headers = changing(version);
    const fields = { ...input, idempotencyKey: headers['idempotency-key'] ?? '', version: String(version ?? '') };
    const answer = page
      ? await world.wire.html(method, path, { cookie, ...(method === 'POST' ? { fields } : {}) })
      : await world.wire.json(method, path, { token, ...(method === 'POST' ? { input: input ?? {}, headers } : {}) });
    const told: Told = { who, method, path, page, sent: JSON.stringify(input ?? ''), ...answer };
    all.push(told);
    return told;
  }

  return {
    all,
    reads: (who: string, path: string, page = false) => ask(who, 'GET', path, { page }),
    posts: (who: string, path: string, input: Record<string, string>, version?: number, page = false) =>
      ask(who, 'POST', path, { page, input, ...(version === undefined ? {} : { version }) }),
  };
}

export type Answers = ReturnType<typeof answersOf>;

/** What an answer is found in: its headers, its address, and its body, by whom it was told to and where. */
export function placesOf({ who, method, path, page, sent, status, headers, text }: Told): Place[] {
  const kind = String(headers['content-type']).includes('problem') ? 'a problem document' : 'a body';
  const route = path.replace(/[0-9a-hjkmnp-tv-z]{26}/g, '{id}').replace(/\?.*/, '');
  // A form that was refused is given back as it was typed, to whoever typed it.
  const typed = page && method === 'POST' && status >= 400 ? ` after typing ${sent}` : '';
  return [
    { where: `the headers of an answer at ${method} ${route}`, bytes: Buffer.from(JSON.stringify(headers)) },
    { where: `the address ${method} ${route}`, bytes: Buffer.from(path) },
    { where: `${kind} told to ${who} at ${method} ${route}${typed}`, bytes: Buffer.from(text) },
  ];
}
