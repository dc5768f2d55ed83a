import { afterAll, beforeAll, expect, test } from 'vitest';
import { localOperator } from '../../cli/operator.ts';
import { seed, seedFrom } from '../../cli/seed.ts';
import { operatorOf } from '../../local/operator.ts';
import { chance } from '../chance.ts';
import { patience } from '../long.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

test(
  'made-up questions find an expert with room, and nearly all go their whole way',
  async () => {
    const by = chance();
    const lines: string[] = [];
    const now = Date.now();
    const { made, left } = await seed(
      localOperator(operatorOf(world.hub)),
      { count: 200, atOnce: 40, from: seedFrom(now), to: now, draw: () => by.below(2 ** 31) / 2 ** 31 },
      (line) => void lines.push(line),
    );
    expect(made).toBe(200);
    expect(left).toBeLessThan(10);
    const found = (await world.everythingIn('Queries')).map(({ status }) => status);
    expect(found.filter((status) => status === 'closed').length).toBeGreaterThan(120);
    expect(lines).toEqual([expect.stringContaining('200 questions were made up')]);
  },
  patience,
);
