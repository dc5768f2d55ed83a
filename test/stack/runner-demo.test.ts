import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import * as z from 'zod';
import { signIn } from '../../local/api-client.ts';
import { runDemo } from '../../local/demo.ts';
import { demoExperts, demoPassword } from '../../local/demo-people.ts';
import { type Hub, startHub } from '../../local/hub.ts';

let hub: Hub;
let demo: Awaited<ReturnType<typeof runDemo>>;
beforeAll(async () => {
  hub = await startHub({ cdkOut: inject('cdkOut'), schedules: false });
  demo = await runDemo(hub, () => {});
});
afterAll(() => hub.stop());

it('puts the twelve sample questions through the hub, each offered to an expert without a conflict', async () => {
  expect(demo).toEqual({ asked: 12, accepted: 10, answered: 6 });
  const Queue = z.object({
    toAccept: z.array(z.unknown()),
    inProgress: z.array(z.unknown()),
    answered: z.array(z.unknown()),
  });
  const queues = await Promise.all(
    demoExperts.map(async ({ email }) => {
      const expert = await signIn(hub.origin, email, demoPassword, () => hub.people.codeOf(email));
      return Queue.parse((await expert.get('/queue')).body);
    }),
  );
  const count = (place: 'toAccept' | 'inProgress' | 'answered') =>
    queues.reduce((sum, queue) => sum + queue[place].length, 0);
  expect([count('toAccept'), count('inProgress'), count('answered')]).toEqual([2, 3, 6]);
});

it('makes no call that the deployed roles may not make, and loses nothing on the way', () => {
  expect(hub.calls().filter(({ refused }) => refused?.includes('AccessDenied'))).toEqual([]);
  expect(hub.deadLetters()).toEqual([]);
  expect(hub.logs().filter(({ line }) => line.includes('"ERROR"'))).toEqual([]);
});
