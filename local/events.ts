import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import type { Aws } from './aws.ts';
import type { LocalFunction } from './functions.ts';
import type { Log } from './log.ts';
import { type DecideFate, reportFates } from './mail-fates.ts';
import { schedulesOf } from './schedules.ts';
import type { State } from './state.ts';
import { followStreams } from './streams.ts';
import type { Template } from './template.ts';
import { openTopics } from './topics.ts';

/** What calls functions besides people: streams, schedules, and what SES reports of mail. */
export interface Events {
  /** What could not be delivered, as it lies in the queue. */
  deadLetters(): readonly object[];
  drain(): Promise<void>;
  tick(functionName: string): Promise<void>;
  /** Decides from now on what becomes of mail. */
  decideFates(by: DecideFate): void;
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
  const topics = openTopics({ template, policy, functions, setAside });
  const fates = reportFates(template, topics);
  aws.onMail(fates.of);
  aws.onWrite((table) => {
    for (const follower of followers) if (follower.table === table) follower.nudge();
  });
  stops.push(async () => {
    // A follower ends after the batch it is at, and that batch ends with its function.
    await Promise.all([...followers.map((each) => each.stop()), ...functions.map((each) => each.stop())]);
  });

  const schedules = schedulesOf(template, functions);
  const timers = new Map<object, NodeJS.Timeout>();
  const again = (each: (typeof schedules)[number]) =>
    timers.set(
      each,
      setTimeout(() => {
        again(each);
        void each.run();
      }, each.dueIn(Date.now())),
    );
  if (around.schedules) for (const each of schedules) again(each);
  stops.push(async () => {
    for (const timer of timers.values()) clearTimeout(timer);
  });

  return {
    deadLetters: () => letters,
    decideFates: fates.decide,
    drain: async () => {
      let before: number;
      do {
        before = aws.writes();
        for (const follower of followers) await follower.caughtUp();
        await topics.settled();
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
