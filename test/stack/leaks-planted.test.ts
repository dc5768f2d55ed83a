import { describe, expect, test } from 'vitest';
import { long, patience } from '../long.ts';
import { proof } from '../rules/proof.ts';
import { confessional } from './leaks.ts';
import { planted } from './planted.ts';
import { type Plant, plants } from './plants.ts';
import { type Hit, search, type Word } from './search.ts';
import { openWorld } from './world.ts';

/** Everything that the search finds in a hub with these leaks, after the whole story and one fault that quotes what it broke. */
async function foundIn(leaking: readonly Plant[]): Promise<Hit[]> {
  const { remove, ...build } = await planted(leaking);
  try {
    const world = await openWorld({ schedules: false, ...build });
    try {
      const { story, leaks } = await confessional(world);
      const standing = await story.whole();
      await world.hub.tick('anchor');
      const lift = world.hub.faults.inject('dynamodb', 'TransactWriteItems', ({ role, body }) =>
        role?.startsWith('ROOT') ? undefined : { code: 'ValidationException', message: body.toString() },
      );
      for (const act of story.round(standing)) await act();
      lift();
      await world.hub.drain();
      return (await leaks()).hits;
    } finally {
      await world.stop();
    }
  } finally {
    remove();
  }
}

const finds = (hits: readonly Hit[], { found }: Plant): boolean =>
  hits.some(
    ({ word, encoding, where }) => word === found.word && encoding === found.encoding && found.where.test(where),
  );

describe('the search for leaks', () => {
  test('finds the code of a State in an address and in a line of the log, and takes no other word for it', () => {
    const word: Word = { name: 'State', text: 'TT', mayLieIn: () => false, short: true };
    const found = (text: string) => search([word], [{ where: 'here', bytes: Buffer.from(text) }]).hits.length > 0;
    const leaks = [
      ...['{"state":"TT"}', '/board?state=TT', '/board?state=TT&topic=npm', '/sign-in?next=%2Fboard%3Fstate%3DTT'],
      ...['INFO submitted state=TT language=en', '{"message":"held state=TT"}', '/x?next=%252Fboard%253Fstate%253DTT'],
    ];
    expect(leaks.filter((text) => !found(text))).toEqual([]);
    expect(['/board?state=TTO', 'nonce=TT4f', 'state=T', 'HTTP', 'ATTACHED'].filter(found)).toEqual([]);
  });

  test(
    'finds each of twenty that are planted in a build',
    async () => {
      const { check, report } = proof('canary-planted');
      expect(plants).toHaveLength(20);
      const hits = await foundIn(plants);
      const missed = plants.filter((plant) => !check(finds(hits, plant)));
      report();
      expect(missed.map(({ what }) => what)).toEqual([]);
    },
    patience,
  );

  test.runIf(long)(
    'finds each of them alone, and nothing that the others would have left',
    async () => {
      const { check, report } = proof('canary-planted-alone');
      const wrong: string[] = [];
      for (const plant of plants) {
        const hits = await foundIn([plant]);
        const others = plants.filter((other) => other !== plant && finds(hits, other));
        if (!check(finds(hits, plant) && others.length === 0))
          wrong.push(`${plant.what}: also ${others.map(({ what }) => what)}`);
      }
      report();
      expect(wrong).toEqual([]);
    },
    patience,
  );
});
