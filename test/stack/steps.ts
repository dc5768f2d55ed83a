import * as z from 'zod';
import type { Asking } from '../../shared/asked.ts';
import { type Answer, changing } from './client.ts';
import type { World } from './world-at.ts';

const Made = z.object({ id: z.string(), version: z.int() });
const Moved = z.object({ version: z.int() });
const InReview = z.object({ clearance: z.object({ clearer: z.object({ expertId: z.string() }) }) });
const Offered = z.object({ offer: z.object({ expertId: z.string() }) });

/** A question as an official of the demo asks it: for the expert Ingrid by topic and language. */
export const asking = {
  title: 'Limitation periods in the draft bill',
  body: 'Does article 4 of the Convention allow a limitation period for torture?',
  requestKind: 'question',
  topic: 'legislation',
  language: 'en',
  urgency: 'standard',
  confidentiality: 'standard',
  individualCase: 'no',
} satisfies Asking;

/** The checklist of a clearance, ticked. */
export const everythingChecked = {
  checkedNames: 'yes',
  checkedSources: 'yes',
  checkedLanguage: 'yes',
  checkedTone: 'yes',
};

/** What people do with a question, step by step, as clients of the API; each throws when the hub refuses. */
export function steps(world: World) {
  const { wire } = world;

  async function done(answer: Promise<Answer>): Promise<unknown> {
    const { status, text } = await answer;
    if (status >= 300) throw new Error(`the hub answered ${status}: ${text}`);
    return JSON.parse(text);
  }

  async function post(name: string, path: string, input: object, version?: number): Promise<unknown> {
    const { token } = await world.credentialsOf(name);
    return done(wire.json('POST', path, { token, input, headers: changing(version) }));
  }

  async function read(name: string, path: string): Promise<unknown> {
    const { token } = await world.credentialsOf(name);
    return done(wire.json('GET', path, { token }));
  }

  /** The version of a query as it stands. */
  async function versionOf(id: string): Promise<number> {
    return Moved.parse(await world.itemIn('Queries', { id })).version;
  }

  async function drafted(name: string, changes: Partial<Asking> = {}): Promise<{ id: string; version: number }> {
    return Made.parse(await post(name, '/queries', { ...asking, ...changes }));
  }

  async function sent(name: string, changes: Partial<Asking> = {}): Promise<string> {
    const { id, version } = await drafted(name, changes);
    await post(name, `/queries/${id}/send`, {}, version);
    return id;
  }

  /** Who holds the offer of a query. */
  async function holderOf(id: string): Promise<string> {
    return world.nameOf(Offered.parse(await world.itemIn('Queries', { id })).offer.expertId);
  }

  async function offered(name: string, changes: Partial<Asking> = {}): Promise<{ id: string; expert: string }> {
    const id = await sent(name, changes);
    await world.hub.drain();
    return { id, expert: await holderOf(id) };
  }

  async function accepted(name: string, changes: Partial<Asking> = {}): Promise<{ id: string; expert: string }> {
    const { id, expert } = await offered(name, changes);
    await post(expert, `/queries/${id}/accept`, { noConflict: 'yes' }, await versionOf(id));
    return { id, expert };
  }

  /** Who is asked to clear the advice of a query, or clears it. */
  async function clearerOf(id: string): Promise<string> {
    return world.nameOf(InReview.parse(await world.itemIn('Queries', { id })).clearance.clearer.expertId);
  }

  /** The expert's advice goes to a second expert, whose name comes back. */
  async function handedIn(id: string, expert: string, advice = 'The Committee recommends none.'): Promise<string> {
    await post(expert, `/queries/${id}/ask-review`, { advice }, await versionOf(id));
    await world.hub.drain();
    return clearerOf(id);
  }

  /** The second expert declares that there is no conflict, and may read. */
  async function takenForClearance(id: string, clearer: string): Promise<void> {
    await post(clearer, `/queries/${id}/accept-clearance`, { noConflict: 'yes' }, await versionOf(id));
  }

  /** Advice handed in, taken by a second expert and cleared; the second expert's name comes back. */
  async function advised(id: string, expert: string, advice?: string): Promise<string> {
    const clearer = await handedIn(id, expert, advice);
    await takenForClearance(id, clearer);
    await post(clearer, `/queries/${id}/approve`, everythingChecked, await versionOf(id));
    return clearer;
  }

  async function answered(
    name: string,
    changes: Partial<Asking> = {},
  ): Promise<{ id: string; expert: string; clearer: string }> {
    const { id, expert } = await accepted(name, changes);
    return { id, expert, clearer: await advised(id, expert) };
  }

  return {
    ...{ post, read, versionOf, drafted, sent, holderOf, offered, accepted },
    ...{ clearerOf, handedIn, takenForClearance, advised, answered },
  };
}
