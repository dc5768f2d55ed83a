import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import type { Aws } from './aws.ts';
import type { LocalFunction } from './functions.ts';
import type { Log } from './log.ts';
import { schedulesOf } from './schedules.ts';
import type { State } from './state.ts';
import { followStreams } from './streams.ts';
import type { Template } from './template.ts';

/** What calls functions besides people: streams and schedules. */
export interface Events {
  /** What could not be delivered, as it lies in the queue. */
  deadLetters(): readonly object[];
  drain(): Promise<void>;
  tick(functionName: string): Promise<void>;
}

/** What following events takes. */
interface Surroundings {
  readonly template: Template;
  readonly state: State;
  readonly log: Log;
  readonly aws: Aws;
  readonly functions: readonly LocalFunction[];
  /** Whether schedules run by themselves. */
  readonly schedules: boolean;
}

/** Follows the streams and runs the schedules of the template. */
export function followEvents(around: Surroundings, stops: (() => Promise<void>)[]): Events {
  const { template, state, log, aws, functions } = around;
  const letters = state.read('dead-letters', z.array(z.looseObject({})), []);
  const setAside = (letter: object) => {
    letters.push({ ...letter });
    state.write('dead-letters', letters);
  };
  const { policy, tables, database: engine } = aws;
  const followers = followStreams({ template, policy, engine, tables, functions, state, setAside, failed: log.failed });
  aws.onWrite((table) => {
    for (const follower of followers) if (follower.table === table) follower.nudge();
  });
  stops.push(async () => {
    // A follower ends after the batch it is at, and that batch ends with its function.
    await Promise.all([...followers.map((each) => each.stop()), ...functions.map((each) => each.stop())]);
  });

  const schedules = schedulesOf(template, functions);
  const timers = around.schedules
    ? schedules.map((each) => setInterval(() => void each.run(), each.everyMilliseconds))
    : [];
  stops.push(async () => timers.forEach(clearInterval));

  return {
    deadLetters: () => letters,
    drain: async () => {
      let before: number;
      do {
        before = aws.writes();
        for (const follower of followers) await follower.caughtUp();
        // The last log lines of a function arrive a little after its answer.
        await pause(10);
      } while (aws.writes() !== before || functions.some((each) => each.pending() > 0));
    },
    tick: async (name) => {
      const schedule = schedules.find((each) => each.function === name);
      if (!schedule) throw new Error(`No schedule of the template calls ${name}.`);
      const outcome = await schedule.run();
      if ('error' in outcome) throw new Error(`${name} failed: ${outcome.error.errorMessage}`);
    },
  };
}
