import { expect, test } from 'vitest';
import type { Expert } from '../../shared/people.ts';
import { topicIds } from '../../shared/topics.ts';
import { chance } from '../chance.ts';
import { patience, times } from '../long.ts';
import { live, recruit } from './advisory-years.ts';
import { proof } from './proof.ts';

const most = 1.5;

/** How much more each of these carried than they did on average. */
function shares(group: readonly Expert[], carried: ReadonlyMap<string, number>): Map<string, number> {
  const total = group.reduce((sum, { id }) => sum + (carried.get(id) ?? 0), 0);
  return new Map(group.map(({ id }) => [id, (carried.get(id) ?? 0) / (total / group.length)]));
}

test(
  'of those who can take a topic nobody carries more than one and a half times what they do on average',
  () => {
    const count = times(10_200, 100_000);
    const perDay = 30;
    const dice = chance();
    const roster = recruit(dice, (count / perDay) * 3);
    const { given, asked, withoutAnybody } = live(dice, roster, count, perDay);
    expect(asked).toBe(count);
    // Whoever all had passed or were tied to its State stays with the secretariat: less than one in a hundred.
    expect(withoutAnybody).toBeLessThan(count / 100);
    const carried = new Map<string, number>();
    for (const { expertId } of given) carried.set(expertId, (carried.get(expertId) ?? 0) + 1);

    const { check, report } = proof('routing-fairness');
    const ofTopic = new Map(
      topicIds.map((topic) => {
        const main = roster.filter(({ expertise }) => expertise.mainTopics.includes(topic));
        const side = roster.filter(({ expertise }) => expertise.secondaryTopics.includes(topic));
        return [topic, { able: shares([...main, ...side], carried), first: shares(main, carried) }];
      }),
    );
    const unfair: string[] = [];
    for (const { topic, expertId, fit } of given) {
      const group = ofTopic.get(topic);
      // A deputy takes a topic that is not theirs; what they carry counts in their own.
      const share = Math.max(group?.able.get(expertId) ?? 0, fit === 'main' ? (group?.first.get(expertId) ?? 0) : 0);
      if (!check(share <= most)) unfair.push(`${topic} ${expertId} ${share.toFixed(2)}`);
    }
    report();
    expect([...new Set(unfair)], `SEED=${dice.seed}`).toEqual([]);
  },
  patience,
);
