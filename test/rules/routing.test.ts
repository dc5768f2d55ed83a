import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayStandIn } from '../../shared/assignment.ts';
import { conflictOf } from '../../shared/conflict.ts';
import { accept, assign, decline, offer, takeOver } from '../../shared/offering.ts';
import type { Expert } from '../../shared/people.ts';
import { isSent, type Query, type SentQuery } from '../../shared/query.ts';
import {
  assignable,
  eligible,
  isProposalOnly,
  type Load,
  rank,
  rankClearers,
  whyNobody,
} from '../../shared/routing.ts';
import { shippedSettings } from '../../shared/settings.ts';
import type { Topic } from '../../shared/topics.ts';
import { expert as plainExpert, queryIn } from './cast.ts';
import { prove } from './proof.ts';
import { experts, idOf, ids, moments, sentQueries } from './worlds.ts';

const rosters = fc.uniqueArray(experts, { selector: ({ id }) => id, minLength: 1, maxLength: 6 });
const loads = fc
  .array(fc.tuple(ids, fc.uniqueArray(ids, { maxLength: 4 }), fc.option(moments, { nil: undefined })), { maxLength: 6 })
  .map(
    (rows) =>
      new Map<string, Load>(
        rows.map(([id, openQueries, at]) => [id, at ? { openQueries, lastAssignedAt: at } : { openQueries }]),
      ),
  );
const cases = fc.record({ query: sentQueries, roster: rosters, loads, today: moments.map((at) => at.slice(0, 10)) });

const today = '2026-03-03';
const expert = (id: number, mainTopics: Topic[], more: Partial<Expert['expertise']> = {}): Expert => {
  const plain = plainExpert(id);
  const expertise = { ...plain.expertise, mainTopics, secondaryTopics: [], languages: ['en' as const], capacity: 2 };
  return { ...plain, expertise: { ...expertise, ...more } };
};

const query: SentQuery & { status: 'submitted' } = queryIn.submitted;
function sentOf(one: Query): SentQuery {
  if (!isSent(one)) throw new Error('what was sent stays so');
  return one;
}
const first = (roster: Expert[], open = new Map<string, Load>()) =>
  eligible(rank(query, roster, open, today))[0]?.expert.id;

describe('routing', () => {
  test('whoever is offered a query fits it in every respect', () => {
    prove(
      'routing-eligible',
      cases,
      ({ query: one, roster, loads: open, today: day }) =>
        eligible(rank(one, roster, open, day)).every(
          ({ expert: { id, status, firstPasswordAt, expertise } }) =>
            status === 'active' &&
            firstPasswordAt !== undefined &&
            [...expertise.mainTopics, ...expertise.secondaryTopics].includes(one.topic) &&
            [...expertise.languages, ...(expertise.workingLanguages ?? [])].some((language) =>
              [one.language, ...one.replyLanguages].includes(language),
            ) &&
            conflictOf(expertise.interests, one.state, day) === undefined &&
            !expertise.absences.some(({ from, to }) => from <= day && day <= to) &&
            !one.passedBy.includes(id) &&
            (open.get(id)?.openQueries ?? []).filter((other) => other !== one.id).length < expertise.capacity,
        ),
      5_000,
    );
  });

  test('everybody on the roster is ranked or excluded with a reason, and the order does not depend on the roster’s', () => {
    prove(
      'routing-complete',
      cases,
      ({ query: one, roster, loads: open, today: day }) => {
        const ranked = rank(one, roster, open, day).map(({ expert: { id } }) => id);
        const turned = rank(one, [...roster].reverse(), open, day).map(({ expert: { id } }) => id);
        return ranked.length === roster.length && ranked.join() === turned.join();
      },
      2_000,
    );
  });

  test('a main topic comes before a secondary one; equals go by who waited longest, and never assigned comes first', () => {
    const main = expert(1, ['npm']);
    const other = expert(2, ['npm']);
    const side = expert(3, ['nhri'], { secondaryTopics: ['npm'] });
    expect(first([side, main])).toBe(main.id);
    const mainBusyLately = new Map([[main.id, { openQueries: [], lastAssignedAt: '2026-03-02T09:00:00.000Z' }]]);
    expect(first([main, other], mainBusyLately)).toBe(other.id);
    const bothServed = new Map([
      ...mainBusyLately,
      [other.id, { openQueries: [], lastAssignedAt: '2026-03-01T09:00:00.000Z' }],
    ]);
    expect(first([main, other], bothServed)).toBe(other.id);
  });

  test('a question goes to who can read it; who could only reply in a language of the asker’s is for the desk to choose', () => {
    const usable = { ...query, replyLanguages: ['en' as const, 'fr' as const] };
    const french = expert(1, ['npm'], { languages: ['fr'] });
    const english = expert(2, ['nhri'], { secondaryTopics: ['npm'], languages: ['en', 'fr'] });
    const order = (one: SentQuery) =>
      rank(one, [french, english], new Map(), today).map(({ expert: { id }, speaks, exclusions }) => [
        ...[id, speaks],
        ...exclusions,
      ]);
    expect(order(usable)).toEqual([
      [english.id, 'fluent'],
      [french.id, 'reply', 'language'],
    ]);
    expect(order(query)).toEqual([
      [english.id, 'fluent'],
      [french.id, 'none', 'language'],
    ]);
    prove(
      'routing-reads-the-question',
      cases,
      ({ query: one, roster, loads: open, today: day }) => {
        const chosen = eligible(rank(one, roster, open, day));
        return chosen.every(({ expert: { expertise } }) =>
          [...expertise.languages, ...(expertise.workingLanguages ?? [])].includes(one.language),
        );
      },
      2_000,
    );
  });

  test('nobody is asked before they can sign in, neither by the hub nor by hand', () => {
    const { firstPasswordAt: _, ...waiting } = expert(1, ['npm']);
    expect(first([waiting])).toBeUndefined();
    const ranked = rank(query, [waiting], new Map(), today);
    expect(ranked.map(({ exclusions }) => exclusions)).toEqual([['cannot-sign-in']]);
    expect(ranked.some(assignable)).toBe(false);
  });

  test('an expert at capacity is passed over; the place a query holds itself does not count against it', () => {
    const full = expert(1, ['npm'], { capacity: 1 });
    expect(first([full], new Map([[full.id, { openQueries: [idOf(5)] }]]))).toBeUndefined();
    expect(first([full], new Map([[full.id, { openQueries: [query.id] }]]))).toBe(full.id);
  });

  test.each([
    ['nationality', { nationalities: ['GH'] }],
    ['residence', { residence: 'GH' }],
    ['employment', { employments: [{ state: 'GH' }] }],
    ['employment', { employments: [{ state: 'GH', until: '2021-03-03' }] }],
    ['declared', { declared: ['GH'] }],
    ['treaty-body', { reviewedByOwnBody: ['GH'] }],
  ])('a tie by %s to the State excludes, and nobody can overrule it', (reason, tie) => {
    const base = expert(1, ['npm']);
    const tied = { ...base, expertise: { ...base.expertise, interests: { ...base.expertise.interests, ...tie } } };
    const [candidate] = rank(query, [tied], new Map(), today);
    if (!candidate) throw new Error('one expert is ranked');
    expect(candidate.exclusions).toEqual([reason]);
    expect(assignable(candidate)).toBe(false);
    const now = '2026-03-03T09:00:00.000Z';
    expect(() => assign(query, candidate, shippedSettings, now)).toThrow('no-longer-eligible');
  });

  test('an employment that ended more than five years ago no longer ties', () => {
    const { interests } = expert(1, ['npm']).expertise;
    expect(
      conflictOf({ ...interests, employments: [{ state: 'GH', until: '2021-03-02' }] }, 'GH', today),
    ).toBeUndefined();
  });

  test('the secretariat may overrule topic, language, absence and having been replaced by hand, and nothing else', () => {
    const afield = expert(1, ['nhri'], { languages: ['fr'], absences: [{ from: today, to: today }] });
    const [candidate] = rank(query, [afield], new Map(), today);
    if (!candidate) throw new Error('one expert is ranked');
    expect(candidate.exclusions).toEqual(['topic', 'language', 'away']);
    expect(assignable(candidate)).toBe(true);
    const [passed] = rank({ ...query, passedBy: [afield.id] }, [afield], new Map(), today);
    expect(passed && assignable(passed)).toBe(false);
  });

  test('whoever was replaced, or whose query a deputy took over, is not offered it again and stands in for nobody; by hand they can be', () => {
    const now = '2026-03-03T09:00:00.000Z';
    prove(
      'routing-replaced',
      fc.record({ had: fc.integer({ min: 1, max: 3 }), has: fc.integer({ min: 4, max: 6 }), how: fc.boolean() }),
      ({ had, has, how }) => {
        const [from, to] = [expert(had, ['npm'], { deputyId: idOf(has) }), expert(has, ['npm'])];
        const at = (one: SentQuery, who: Expert) => {
          const [candidate] = rank(one, [who], new Map(), today);
          if (!candidate) throw new Error('one expert is ranked');
          return candidate;
        };
        const given = (one: SentQuery, who: Expert) => sentOf(assign(one, at(one, who), shippedSettings, now).query);
        const taken = sentOf(accept(given(query, from), shippedSettings, now).query);
        const after = how ? given(taken, to) : sentOf(takeOver(taken, to, from, now).query);
        const back = given(after, from);
        return (
          at(after, from).exclusions.join() === 'replaced' &&
          eligible(rank(after, [from], new Map(), today)).length === 0 &&
          !mayStandIn(after, from.id) &&
          mayStandIn(back, from.id) &&
          at(back, to).exclusions.join() === 'replaced' &&
          // Who then says no themselves is not even asked by hand.
          at(sentOf(decline(back, 'no-time', now).query), from).exclusions.join() === 'passed'
        );
      },
      500,
    );
  });

  test('an offer takes a place with the expert and tells them, and nobody else', () => {
    const now = '2026-03-03T09:00:00.000Z';
    const chosen = expert(1, ['npm']);
    const change = offer(query, chosen, shippedSettings, now);
    expect(change.load).toEqual({ take: { expertId: chosen.id, capacity: 2, at: now } });
    expect(change.notices).toEqual([{ kind: 'offer', recipientId: chosen.id, queryId: query.id }]);
  });
});

describe('the language', () => {
  test('fluent comes before working among those of equal topic, whoever is idle; topic comes before language', () => {
    const fluent = expert(1, ['npm']);
    const working = expert(2, ['npm'], { languages: ['fr'], workingLanguages: ['en'] });
    const side = expert(3, ['nhri'], { secondaryTopics: ['npm'] });
    const busy = new Map([[fluent.id, { openQueries: [idOf(5)], lastAssignedAt: '2026-03-02T09:00:00.000Z' }]]);
    const ranked = eligible(rank(query, [side, working, fluent], busy, today));
    expect(ranked.map(({ expert: { id }, speaks }) => [id, speaks])).toEqual([
      [fluent.id, 'fluent'],
      [working.id, 'working'],
      [side.id, 'fluent'],
    ]);
    expect(eligible(rankClearers(query, [working, side], new Map(), today))[0]?.expert.id).toBe(side.id);
  });

  test('whoever has it in no way is left out for it; without levels, as in what was kept before, everybody is fluent', () => {
    const none = expert(1, ['npm'], { languages: ['fr'], workingLanguages: ['es'] });
    expect(rank(query, [none], new Map(), today)[0]).toMatchObject({ speaks: 'none', exclusions: ['language'] });
    expect(rank(query, [expert(2, ['npm'])], new Map(), today)[0]).toMatchObject({ speaks: 'fluent', exclusions: [] });
  });

  test('nobody who only works in it is offered a query before somebody fluent whose topic fits as well', () => {
    prove(
      'routing-language',
      cases,
      ({ query: one, roster, loads: open, today: day }) => {
        const ranked = eligible(rank(one, roster, open, day));
        return ranked.every((candidate, at) =>
          ranked
            .slice(at + 1)
            .every(
              (later) => !(candidate.speaks === 'working' && later.speaks === 'fluent' && later.fit === candidate.fit),
            ),
        );
      },
      5_000,
    );
  });
});

describe('a deputy', () => {
  const away = expert(1, ['npm'], { absences: [{ from: today, to: '2026-03-20' }], deputyId: idOf(2) });
  const deputy = expert(2, ['nhri']);

  test('stands in for an expert who is away, after everybody whose own topic it is', () => {
    expect(rank(query, [away, deputy], new Map(), today).map(({ fit, exclusions }) => [fit, exclusions])).toEqual([
      ['deputy', []],
      ['main', ['away']],
    ]);
    const side = expert(3, ['nhri'], { secondaryTopics: ['npm'] });
    expect(eligible(rank(query, [away, deputy, side], new Map(), today)).map(({ fit }) => fit)).toEqual([
      'secondary',
      'deputy',
    ]);
  });

  test('does not when the expert is there, is suspended, or would not have been asked about this topic', () => {
    const fitOf = (absent: Expert, one = query) =>
      rank(one, [absent, deputy], new Map(), today).find(({ expert: { id } }) => id === deputy.id)?.fit;
    expect(fitOf({ ...away, expertise: { ...away.expertise, absences: [] } })).toBe('none');
    expect(
      fitOf({ ...away, expertise: { ...away.expertise, absences: [{ from: '2026-03-04', to: '2026-03-20' }] } }),
    ).toBe('none');
    expect(fitOf({ ...away, status: 'suspended' })).toBe('none');
    expect(fitOf(away, { ...query, topic: 'redress' })).toBe('none');
  });

  test('is held to everything else as anybody: language, ties, room, leave, what they passed', () => {
    const first = (one: Expert, busy = new Map<string, Load>(), asked = query) =>
      rank(asked, [away, one], busy, today).find(({ expert: { id } }) => id === one.id)?.exclusions;
    expect(first({ ...deputy, expertise: { ...deputy.expertise, languages: ['fr'] } })).toEqual(['language']);
    const tied = { ...deputy.expertise.interests, nationalities: ['GH'] };
    expect(first({ ...deputy, expertise: { ...deputy.expertise, interests: tied } })).toEqual(['nationality']);
    expect(first(deputy, new Map([[deputy.id, { openQueries: [idOf(5), idOf(6)] }]]))).toEqual(['at-capacity']);
    expect(first({ ...deputy, expertise: { ...deputy.expertise, absences: away.expertise.absences } })).toEqual([
      'away',
    ]);
    expect(first(deputy, new Map(), { ...query, passedBy: [deputy.id] })).toEqual(['passed']);
  });
});

test('of two for whom it is equally their topic the one who carries less comes first, however long idle', () => {
  const busy = expert(1, ['npm']);
  const free = expert(2, ['npm']);
  const open = new Map([
    [busy.id, { openQueries: [idOf(5)], lastAssignedAt: '2026-01-05T09:00:00.000Z' }],
    [free.id, { openQueries: [], lastAssignedAt: '2026-03-02T09:00:00.000Z' }],
  ]);
  expect(first([busy, free], open)).toBe(free.id);
});

describe('who clears an advice', () => {
  const drafter = expert(1, ['npm']);
  const second = expert(2, ['npm'], { capacity: 1 });
  const third = expert(3, ['nhri'], { secondaryTopics: ['npm'] });
  const drafted = { ...query, drafters: [drafter.id], clearancePassedBy: [] };
  const clearers = (roster: Expert[], open = new Map<string, Load>(), one: SentQuery = drafted) =>
    eligible(rankClearers(one, roster, open, today)).map(({ expert: { id } }) => id);

  test('is never who drafted a version of it, nor who said no to the query or to clearing it', () => {
    expect(clearers([drafter, second, third])).toEqual([second.id, third.id]);
    expect(clearers([drafter, second, third], new Map(), { ...drafted, clearancePassedBy: [second.id] })).toEqual([
      third.id,
    ]);
    expect(clearers([second, third], new Map(), { ...drafted, passedBy: [second.id] })).toEqual([third.id]);
  });

  test('may be at capacity, but who carries less comes first', () => {
    const full = new Map([[second.id, { openQueries: [idOf(5)] }]]);
    expect(clearers([second, third], full)).toEqual([third.id, second.id]);
  });

  test('has the topic and the language, is there, can sign in, is not suspended, and has no tie to the State', () => {
    prove(
      'clearers-eligible',
      cases,
      ({ query: plain, roster, loads: open, today: day }) => {
        const [someone] = roster;
        const one = { ...plain, drafters: someone ? [someone.id] : [], clearancePassedBy: [] };
        return eligible(rankClearers(one, roster, open, day)).every(
          ({ expert: { id, status, firstPasswordAt, expertise } }) =>
            !one.drafters.includes(id) &&
            status === 'active' &&
            firstPasswordAt !== undefined &&
            [...expertise.mainTopics, ...expertise.secondaryTopics].includes(one.topic) &&
            [...expertise.languages, ...(expertise.workingLanguages ?? [])].some((language) =>
              [one.language, ...one.replyLanguages].includes(language),
            ) &&
            conflictOf(expertise.interests, one.state, day) === undefined &&
            !expertise.absences.some(({ from, to }) => from <= day && day <= to),
        );
      },
      2_000,
    );
  });
});

describe('when nobody fits', () => {
  test('the desk hears how often each obstacle stands, and what to overrule, the most promising first', () => {
    const roster = [
      expert(1, ['npm'], { languages: ['fr'] }),
      expert(2, ['npm'], { languages: ['es'] }),
      expert(3, ['npm'], { absences: [{ from: today, to: today }] }),
      expert(4, ['nhri'], { languages: ['fr'] }),
      { ...expert(5, ['npm'], { languages: ['fr'] }), status: 'suspended' as const },
    ];
    expect(whyNobody(rank(query, roster, new Map(), today))).toEqual({
      counts: { language: 4, away: 1, topic: 1, suspended: 1 },
      widening: [
        { overrule: 'language', gains: 2 },
        { overrule: 'away', gains: 1 },
      ],
    });
  });

  test('a restricted question, and a topic that is given out by hand, are only proposed', () => {
    expect(isProposalOnly(query, { manualTopics: [] })).toBe(false);
    expect(isProposalOnly(query, { manualTopics: ['npm'] })).toBe(true);
    expect(isProposalOnly({ ...query, confidentiality: 'restricted' }, { manualTopics: [] })).toBe(true);
  });
});
