import { QueryLanguage } from '../../shared/languages.ts';
import type { Expert } from '../../shared/people.ts';
import type { SentQuery } from '../../shared/query.ts';
import { eligible, type Load, rank } from '../../shared/routing.ts';
import { stateCodes } from '../../shared/states.ts';
import { type Topic, topicIds } from '../../shared/topics.ts';
import type { Chance } from '../chance.ts';
import { expert as plainExpert, queryIn } from './cast.ts';

// Years of advice in an afternoon: a roster as a secretariat would recruit it, and questions as they might come.

/** Of a hundred questions, so many come in each language; and so many of 48 experts work in it before all. */
const demand = { en: 42, fr: 20, es: 18, ar: 12, pt: 8 } as const;
const recruited = { en: 14, fr: 11, es: 10, ar: 7, pt: 6 } as const;
type Language = keyof typeof demand;
const languages = QueryLanguage.options.filter((language): language is Language => language in demand);

/** What is asked about most, half as often again as the rest. */
const popular: readonly Topic[] = ['legislation', 'npm', 'detention', 'interviewing', 'training'];
const asked = topicIds.flatMap((topic) => Array<Topic>(popular.includes(topic) ? 3 : 2).fill(topic));

const idOf = (number: number): string => String(number).padStart(26, '0');
const dayOf = (number: number): string => new Date(Date.UTC(2026, 0, 1 + number)).toISOString().slice(0, 10);
const isWeekend = (number: number): boolean => [0, 6].includes(new Date(Date.UTC(2026, 0, 1 + number)).getUTCDay());

/** Deals topics in proportion to what is asked, so that none is nobody's, and none twice to one expert. */
function dealer(chance: Chance): (held: readonly Topic[]) => Topic {
  let deck: Topic[] = [];
  return (held) => {
    if (!deck.some((topic) => !held.includes(topic))) deck = [...deck, ...chance.shuffled(asked)];
    const at = deck.findIndex((topic) => !held.includes(topic));
    const [dealt] = deck.splice(at, 1);
    if (!dealt) throw new Error('there are more topics than one expert holds');
    return dealt;
  };
}

function deal(count: number, next: (held: readonly Topic[]) => Topic, held: readonly Topic[]): Topic[] {
  const dealt: Topic[] = [];
  while (dealt.length < count) dealt.push(next([...held, ...dealt]));
  return dealt;
}

/** Experts of every language, with three main topics and three secondary, leave four times, and a deputy of their language. */
export function recruit(chance: Chance, days: number): Expert[] {
  const groups = languages.map((language) => ({
    language,
    size: recruited[language],
    main: dealer(chance),
    side: dealer(chance),
  }));
  let number = 0;
  return groups.flatMap(({ language, size, main, side }) => {
    const first = number + 1;
    return Array.from({ length: size }, (): Expert => {
      number += 1;
      const mainTopics = deal(4, main, []);
      const more = [chance.happens(0.8) ? ['en' as const] : [], chance.happens(0.2) ? [chance.pick(languages)] : []];
      const plain = plainExpert(1, { nationalities: [chance.pick(stateCodes)], residence: chance.pick(stateCodes) });
      const absences = Array.from({ length: Math.ceil(days / 180) }, () => {
        const from = chance.below(days);
        return { from: dayOf(from), to: dayOf(from + 4 + chance.below(18)) };
      });
      const expertise = {
        ...plain.expertise,
        mainTopics,
        secondaryTopics: deal(3, side, mainTopics),
        languages: [...new Set([language, ...more.flat()])],
        capacity: 5 + chance.below(4),
        absences,
        deputyId: idOf(first + chance.below(size)),
      };
      return { ...plain, id: idOf(number), expertise };
    });
  });
}

const patienceDays = 14;

/** A query that was given to an expert. */
type Given = { topic: Topic; expertId: string; fit: 'main' | 'secondary' | 'deputy' | 'none' };

/** What became of them all: given to whom, and how many nobody was left to ask about. */
export type Years = { given: Given[]; asked: number; withoutAnybody: number };

/** Lets so many queries come in, up to `perDay` each working day, and gives each out by `rank`; one offer in ten is declined. */
export function live(chance: Chance, roster: readonly Expert[], count: number, perDay: number): Years {
  const loads = new Map<string, Load>();
  const given: Given[] = [];
  let waiting: { query: SentQuery; since: number }[] = [];
  let withoutAnybody = 0;
  let work: { until: number; expertId: string; queryId: string }[] = [];
  let came = 0;
  const languageOf = () =>
    chance.pick(languages.flatMap((language) => Array<Language>(demand[language]).fill(language)));

  function place(query: SentQuery, today: number, at: string): boolean {
    const [best] = eligible(rank(query, roster, loads, dayOf(today)));
    if (!best) return false;
    const { expert, fit } = best;
    const openQueries = loads.get(expert.id)?.openQueries ?? [];
    if (chance.happens(0.1)) {
      loads.set(expert.id, { openQueries, lastAssignedAt: at });
      return place({ ...query, passedBy: [...query.passedBy, expert.id] }, today, at);
    }
    loads.set(expert.id, { openQueries: [...openQueries, query.id], lastAssignedAt: at });
    work.push({ until: today + 3 + chance.below(18), expertId: expert.id, queryId: query.id });
    given.push({ topic: query.topic, expertId: expert.id, fit });
    return true;
  }

  for (let day = 0; came < count || waiting.length > 0; day += 1) {
    for (const { expertId, queryId } of work.filter(({ until }) => until <= day)) {
      const { openQueries = [], ...rest } = loads.get(expertId) ?? {};
      loads.set(expertId, { ...rest, openQueries: openQueries.filter((id) => id !== queryId) });
    }
    work = work.filter(({ until }) => until > day);
    if (isWeekend(day)) continue;
    const arrivals = Math.min(count - came, 1 + chance.below(perDay));
    const today = Array.from({ length: arrivals }, () => {
      came += 1;
      const [topic, language, state] = [chance.pick(asked), languageOf(), chance.pick(stateCodes)];
      return { query: { ...queryIn.submitted, id: `q${came}`, topic, language, state }, since: day };
    });
    // What nobody could take yesterday is asked again first, until the secretariat looks further afield by hand.
    const tried = [...waiting, ...today];
    waiting = tried.filter(
      ({ query }, index) => !place(query, day, `${dayOf(day)}T09:${String(index).padStart(4, '0')}`),
    );
    withoutAnybody += waiting.filter(({ since }) => day - since >= patienceDays).length;
    waiting = waiting.filter(({ since }) => day - since < patienceDays);
  }
  return { given, asked: came, withoutAnybody };
}
