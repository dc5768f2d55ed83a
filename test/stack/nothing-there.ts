import { typedIn } from '../../functions/lib/represent.ts';
import { newId } from '../../shared/identifiers.ts';
import { holdsWriting } from '../../web/parts/kept.tsx';
import { type Answer, changing } from './client.ts';
import type { Member } from './populace.ts';
import type { World } from './world.ts';

/** Whether a page is asked for, or a document. */
export type As = 'page' | 'document';

/** Somebody who asks: one of the people, or a stranger. */
export type Who = Member | undefined;

/** What a change is sent with. */
type Form = { key: string; version: number; input: object };

/** An id that nothing has. */
export const nothing = newId();

/** What somebody is called where a test says what went wrong. */
export const nameOf = (who: Who): string => who?.name ?? 'a stranger';

/** Is this nobody whom the hub would let in? */
export const isOutside = (who: Who): boolean => who === undefined || who.suspended;

/** An answer as somebody compares it who looks for a difference: without the date, the request's number, and where it was asked. */
export function compared({ status, headers, text }: Answer, address: string): string {
  const { date: _1, 'x-amzn-requestid': number, 'content-length': _3, ...rest } = headers;
  return [address, encodeURIComponent(address)].reduce(
    (all, here) => all.replaceAll(here, '<here>'),
    JSON.stringify({ status, rest, text }).replaceAll(String(number).slice(0, 8), '<incident>'),
  );
}

/** Open only for a while after signing in, whoever is asked about: nothing is answered the same, by what time it is. */
const onlyWhileFresh = ['POST /people/{personId}/first-password', 'POST /people/{personId}/address'];

/** Asks as people do, and knows what they are answered where there is nothing. */
export function asksOf(world: World) {
  const absent = new Map<string, Promise<string>>();

  /** Asked for as this person does, by a page or a document. */
  async function sends(who: Who, method: string, address: string, as: As, form?: Form): Promise<Answer> {
    const { token, cookie } = who ? await world.credentialsOf(who.name) : {};
    if (as === 'document') {
      const change = form ? { input: form.input, headers: changing(form.version, form.key) } : {};
      return world.wire.json(method, address, { ...(token ? { token } : {}), ...change });
    }
    const fields = form ? { ...form.input, idempotencyKey: form.key, version: String(form.version) } : undefined;
    return world.wire.html(method, address, { ...(cookie ? { cookie } : {}), ...(fields ? { fields } : {}) });
  }

  const answered = async (...[who, method, address, as, form]: Parameters<typeof sends>): Promise<string> =>
    compared(await sends(who, method, address, as, form), address);

  /** What this person is answered where there is nothing. */
  function absentFor(who: Who, route: string, as: As, form?: Form): Promise<string> {
    const [method = '', path = ''] = route.split(' ');
    const [, place = ''] = path.split('/');
    const there = path.replace(/\{\w+\}/, nothing);
    const anew = form && { ...form, key: newId() };
    if (onlyWhileFresh.includes(route) && !isOutside(who)) return answered(who, method, there, as, anew);
    // Words that somebody sends come back to them, wherever nothing is, with all that was beside them.
    const words = form && holdsWriting(typedIn({ ...form.input }));
    const sent = words ? [JSON.stringify(form.input), form.version] : [];
    const name = [nameOf(who), as, ...(isOutside(who) ? [method, path] : [place]), ...sent].join(' ');
    const before = absent.get(name);
    if (before !== undefined) return before;
    // Whoever is not signed in is asked to, wherever there is a door at all; to the others it is a path that leads nowhere.
    const asked = isOutside(who)
      ? answered(who, method, there, as, form)
      : words
        ? answered(who, 'POST', `/queries/${nothing}/restrict`, as, anew)
        : answered(who, 'GET', `/${place}/${nothing}/nowhere`, as);
    absent.set(name, asked);
    return asked;
  }

  return { sends, absentFor };
}
