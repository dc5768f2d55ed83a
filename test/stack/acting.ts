import { randomUUID } from 'node:crypto';
import { type Answer, changing } from './client.ts';
import type { World } from './world.ts';

/** One change that somebody asked for, as it was sent, and what came back. */
export type Act = {
  who: string;
  path: string;
  input: object;
  version: number | undefined;
  key: string;
  answer: Answer;
};

/** People who ask for changes as clients of the API do; every request is remembered, to be replayed by others. */
export function acting(world: World) {
  const acts: Act[] = [];

  /** Sends it, and answers whatever came back. */
  async function asks(who: string, path: string, input: object, version?: number): Promise<Answer> {
    const { token } = await world.credentialsOf(who);
    const key = randomUUID();
    const answer = await world.wire.json('POST', path, { token, input, headers: changing(version, key) });
    acts.push({ who, path, input, version, key, answer });
    return answer;
  }

  return {
    acts,
    asks,
    /** The same, where a refusal is a fault of the test. */
    async does(who: string, path: string, input: object, version?: number): Promise<Record<string, unknown>> {
      const { status, text } = await asks(who, path, input, version);
      if (status >= 300) throw new Error(`${who} was answered ${status} at ${path}: ${text}`);
      return JSON.parse(text);
    },
  };
}
