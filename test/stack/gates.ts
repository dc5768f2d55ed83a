import type { EnginePort } from '../../local/engine-port.ts';
import type { World } from './world.ts';

type Reply = Awaited<ReturnType<EnginePort['forward']>>;

/** One call on its way to the database. */
type Passing = { operation: string; body: string };

/** Which call is meant, and on which side of the database: before it is made, or before its answer is told. */
export type Place = { operation: string; table?: string; about: readonly string[]; side: 'before' | 'after' };

/** A call that waits: when it got here, and how to let it go on. */
type Held = { reached: Promise<void>; open: () => void };

type Gate = { catches: (passing: Passing, side: Place['side']) => boolean; wait: () => Promise<void> };

/**
 * Gates between the functions and the database: a test holds one call and lets others pass, so that whatever can
 * happen in between does happen. Every read and write of every function comes through here.
 */
export function gatesOf({ hub }: World) {
  const { database } = hub;
  const forward = database.forward;
  const gates = new Set<Gate>();
  const listeners = new Set<(passing: Passing, reply: Reply) => Reply>();
  let pause: (() => number) | undefined;

  async function through(passing: Passing, side: Place['side']): Promise<void> {
    for (const gate of gates) if (gate.catches(passing, side)) await gate.wait();
    if (pause) await new Promise((go) => setTimeout(go, pause?.()));
  }

  database.forward = async (target, body) => {
    const passing = { operation: target.split('.')[1] ?? '', body: body.toString() };
    await through(passing, 'before');
    let reply = await forward(target, body);
    for (const listener of listeners) reply = listener(passing, reply);
    await through(passing, 'after');
    return reply;
  };

  const isAt = ({ operation, table, about }: Place, passing: Passing): boolean =>
    passing.operation === operation &&
    (table === undefined || passing.body.includes(`"${hub.tableName(table)}"`)) &&
    about.every((text) => passing.body.includes(text));

  return {
    /** Holds the first call that comes to this place, and no other. */
    hold(place: Place): Held {
      let reach = () => {};
      let open = () => {};
      const reached = new Promise<void>((done) => {
        reach = done;
      });
      const opened = new Promise<void>((done) => {
        open = done;
      });
      const gate: Gate = {
        catches: (passing, side) => side === place.side && isAt(place, passing),
        wait: async () => {
          gates.delete(gate);
          reach();
          await opened;
        },
      };
      gates.add(gate);
      return {
        reached,
        open: () => {
          gates.delete(gate);
          open();
        },
      };
    },
    /** Is told of each call of this kind with its answer, and may answer something else; answers how to stop. */
    listen(place: Omit<Place, 'side'>, told: (reply: Reply, passing: Passing) => Reply | undefined): () => void {
      const listener = (passing: Passing, reply: Reply) =>
        isAt({ ...place, side: 'after' }, passing) ? (told(reply, passing) ?? reply) : reply;
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Makes every call wait so many milliseconds on either side; undefined: no longer. */
    slow(milliseconds: (() => number) | undefined): void {
      pause = milliseconds;
    },
    /** Takes all gates away. */
    remove(): void {
      database.forward = forward;
    },
  };
}
