import { expect, test } from 'vitest';
import { mayWith } from '../../shared/access.ts';
import type { Change } from '../../shared/change.ts';
import { nextCheckAt } from '../../shared/due.ts';
import { isSent, type Query } from '../../shared/query.ts';
import { Refused } from '../../shared/refused.ts';
import { type Settings, shippedSettings } from '../../shared/settings.ts';
import { type Chance, chance as chanceFrom } from '../chance.ts';
import { patience, times } from '../long.ts';
import { now as start } from './cast.ts';
import { nextMove } from './lifecycle-guide.ts';
import { entitled, type Somebody } from './lifecycle-model.ts';
import { type Choice, clockIn, type Given, lifeMoves, type MoveName, movedOn } from './lifecycle-rules.ts';
import { beginning, everybody, fault, type Kept, laterSettings, watchDoes, written } from './lifecycle-world.ts';
import { experts, moves, officials } from './moves.ts';
import { proof } from './proof.ts';

const names = Object.keys(lifeMoves) as MoveName[];
const hour = 3_600_000;

/** What the watch entered on the ledger, as the move that the model knows. */
const byEvent: Partial<Record<Change['event']['code'], MoveName>> = {
  ...{ discarded: 'expire-draft', expired: 'expire', 'offer-reminded': 'remind-expert', reminded: 'remind-asker' },
  ...{ 'clearer-expired': 'expire-clearance', 'closing-proposed': 'propose-closing', silent: 'note-silence' },
  ...{ 'at-risk': 'mark', 'due-today': 'mark', overdue: 'mark', 'long-overdue': 'mark', closed: 'close-window' },
  'erasure-announced': 'announce-erasure',
};
const overTime = [...new Set(Object.values(byEvent))];

/** One story: what is kept, the moment, what is set, and the copies that three people decide on. */
type Story = { kept: Kept; now: string; history: Settings[]; copies: Kept[]; stale: number; made: Set<MoveName> };

const current = ({ history }: Story): Settings => history.at(-1) ?? shippedSettings;
const given = (story: Story, choice: Choice): Given => ({
  ...{ now: story.now, settings: current(story), history: story.history, choice },
});

/** What the hub decides on a copy of the query: a change, or nothing where it refuses. */
function decided(query: Query, name: MoveName, who: (typeof everybody)[number], moving: Given): Change | undefined {
  if (!mayWith(query, name, who.caller, moving.now)) return undefined;
  try {
    return moves[name](query, moving);
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

const could = (copy: Kept, name: MoveName, body: Somebody, moving: Given): boolean =>
  entitled(copy.life, name, body, moving.now) && (lifeMoves[name].when?.(copy.life, moving) ?? true);

/** Keeps a change in both tellings, and says what is wrong then. */
function keep(story: Story, change: Change, name: MoveName, moving: Given): string | undefined {
  const kept = { ...written(story.kept, change, story.now), life: movedOn(story.kept.life, name, moving) };
  const wrong = fault(kept, change, story.history, story.now);
  story.kept = kept;
  story.made.add(name);
  return wrong;
}

/** Somebody decides on their copy; it is kept if the query has not moved since, as the store has it. */
function attempt(story: Story, copy: Kept, name: MoveName, who: (typeof everybody)[number], choice: Choice) {
  const moving = given(story, { ...choice, who: who.body.id });
  const change = decided(copy.query, name, who, moving);
  if ((change !== undefined) !== could(copy, name, who.body, moving))
    return { wrong: change ? 'the model refuses it' : 'the hub refuses it' };
  if (!change) return { wrong: undefined };
  if (copy.query.version !== story.kept.query.version) {
    story.stale += 1;
    return { wrong: undefined };
  }
  return { wrong: keep(story, change, name, moving), done: true };
}

const noChoice: Choice = { who: 'watch', expert: '', colleague: '', date: '', topic: '', confirmed: true };

/** The watch comes by: it does all that has fallen due, and comes to rest. */
function attend(story: Story): string | undefined {
  for (let done = 0; done < 10; done += 1) {
    const change = watchDoes(story.kept.query, current(story), story.now);
    if (!change) return leftUndone(story);
    const moving = given(story, noChoice);
    const again = story.kept.life.status === 'submitted' ? 'route-again' : 'seek-clearer';
    const name = change.event.code === 'routing-due' ? again : byEvent[change.event.code];
    if (!name || !could(story.kept, name, { id: 'watch', role: 'watch' }, moving))
      return `the watch does ${change.event.code}, which the model refuses`;
    const wrong = keep(story, change, name, moving);
    if (wrong) return `after ${name} by the watch: ${wrong}`;
  }
  return 'the watch does not come to rest';
}

function leftUndone(story: Story): string | undefined {
  const { life } = story.kept;
  const moving = given(story, noChoice);
  const left = overTime.find((name) => could(story.kept, name, { id: 'watch', role: 'watch' }, moving));
  const waits = life.status === 'submitted' ? life.routing : life.clearance?.routing;
  return left ?? (waits !== undefined && story.now >= waits ? `${waits} has passed` : undefined);
}

/** Time goes by: a little, a day, to the moment of the next check or just beside it, or a month. */
function pass(story: Story, chance: Chance): void {
  const check = nextCheckAt(story.kept.query);
  const at = Date.parse(story.now);
  const isDraft = story.kept.life.status === 'draft';
  const until =
    check && !isDraft && chance.happens(0.4) ? Math.max(at, Date.parse(check) + chance.below(3) - 1) : undefined;
  const steps = [chance.below(hour), chance.below(hour), chance.below(30 * hour), chance.below(200 * hour)];
  const far = chance.happens(0.03) ? chance.below(1_500 * hour) : chance.pick(steps);
  story.now = new Date(until ?? at + far).toISOString();
}

function choiceOf(story: Story, chance: Chance): Choice {
  const { query, life } = story.kept;
  const due = isSent(query) ? clockIn(life, story.history).dueAt : story.now;
  const date = new Date(Date.parse(due) + (chance.below(20) - 5) * 24 * hour).toISOString().slice(0, 10);
  const named = [life.offer?.expert, life.expert, life.clearance?.who].filter((one) => one !== undefined);
  const expert = named.length > 0 && chance.happens(0.3) ? chance.pick(named) : chance.pick(experts).id;
  return {
    ...{
      who: '',
      expert,
      colleague: chance.pick(officials).id,
      date,
      topic: chance.pick(['npm', 'redress']),
      confirmed: chance.happens(0.7),
    },
  };
}

/** Endings are seldom, or no story would be long. */
const seldom = new Set<MoveName>(['withdraw', 'turn-down', 'discard', 'accept-referral', 'erase']);

/** The asker stays silent: they are reminded until closing is proposed, and the desk closes. */
function silence(story: Story): string | undefined {
  for (let wait = story.kept.life.wait; wait?.next; wait = story.kept.life.wait) {
    if (story.now < wait.next) story.now = wait.next;
    const wrong = attend(story);
    if (wrong) return wrong;
  }
  const desk = everybody.find(({ body }) => body.role === 'secretariat');
  return desk && attempt(story, story.kept, 'close-unanswered', desk, noChoice).wrong;
}

function step(story: Story, chance: Chance): string | undefined {
  if (story.kept.life.wait?.why === 'information' && chance.happens(0.1)) return silence(story);
  pass(story, chance);
  const last = current(story);
  if (last.version === 1 && chance.happens(0.02)) story.history = [...story.history, laterSettings(story.now)];
  if (chance.happens(0.2)) return attend(story);
  const actor = chance.below(3);
  const copy = chance.happens(0.75) ? story.kept : (story.copies[actor] ?? story.kept);
  story.copies[actor] = story.kept;
  const choice = choiceOf(story, chance);
  const usual = nextMove(copy.life, story.now);
  const ahead = everybody.find(({ body }) => body.id === usual.who);
  if (usual.name && usual.name !== 'erase' && ahead && chance.happens(0.4)) {
    const { wrong } = attempt(story, copy, usual.name, ahead, { ...choice, expert: usual.expert ?? choice.expert });
    return wrong && `after ${usual.name}, as usual: ${wrong}`;
  }
  const possible = (one: MoveName) =>
    everybody.some(({ body }) => could(copy, one, body, given(story, { ...choice, who: body.id })));
  const name = (chance.happens(0.7) ? chance.shuffled(names).find(possible) : undefined) ?? chance.pick(names);
  if (seldom.has(name) && chance.happens(0.85)) return undefined;
  const fit = everybody.filter(({ body }) => entitled(copy.life, name, body, story.now));
  const who = fit.length > 0 && chance.happens(0.85) ? chance.pick(fit) : chance.pick(everybody);
  const { wrong } = attempt(story, copy, name, who, choice);
  return wrong && `after ${name} by ${who.body.role}: ${wrong}`;
}

const isOver = ({ kept: { life } }: Story): boolean => life.status === 'discarded' || life.status === 'erased';

/** One step on the usual way to the end, by those whose turn it is. */
function goOn(story: Story): string | undefined {
  story.now = nextMove(story.kept.life, story.now).now;
  const wrong = attend(story);
  if (wrong || isOver(story)) return wrong;
  const move = nextMove(story.kept.life, story.now);
  const who = everybody.find(({ body }) => body.id === move.who);
  if (!move.name || !who) return undefined;
  const result = attempt(story, story.kept, move.name, who, { ...noChoice, expert: move.expert ?? '' });
  return result.wrong || !result.done ? `${move.name} leads nowhere: ${result.wrong}` : undefined;
}

/** From wherever it stands, it can be led to its end. */
function lead(story: Story): string | undefined {
  for (let moved = 0; moved < 60 && !isOver(story); moved += 1) {
    const wrong = goOn(story);
    if (wrong) return wrong;
  }
  return isOver(story) ? undefined : `it stays ${story.kept.life.status}`;
}

function live(chance: Chance, seen: { stale: number; made: Set<MoveName> }): string | undefined {
  const now = new Date(Date.parse(start) + chance.below(7 * 24) * hour).toISOString();
  const kept = beginning(now);
  const story: Story = { kept, now, history: [shippedSettings], copies: [kept, kept, kept], stale: 0, made: seen.made };
  // Some stories begin late in a life, or much of it would hardly ever happen.
  for (let ahead = chance.below(10); ahead > 0; ahead -= 1) {
    const wrong = goOn(story);
    if (wrong) return wrong;
  }
  for (let steps = 4 + chance.below(13); steps > 0; steps -= 1) {
    const wrong = step(story, chance);
    if (wrong) return `${wrong} (${story.kept.entries.map(({ code }) => code).join(', ')})`;
  }
  const stuck = lead(story);
  seen.stale += story.stale;
  return stuck && `stuck: ${stuck} (${story.kept.entries.map(({ code }) => code).join(', ')})`;
}

test(
  'whatever three people do to a query at once, it lives as the rules say, and comes to an end',
  () => {
    const seed = chanceFrom().seed;
    const { check, report } = proof('lifecycle');
    const wrong: string[] = [];
    const seen = { stale: 0, made: new Set<MoveName>() };
    for (let tried = 0; tried < times(2_000, 20_000); tried += 1) {
      const found = live(chanceFrom(seed + tried), seen);
      if (!check(found === undefined) && wrong.length < 5) wrong.push(`seed ${seed + tried}: ${found}`);
    }
    report();
    expect(wrong).toEqual([]);
    // Every move was made, and many were decided on a copy that was stale by then.
    expect(names.filter((name) => !seen.made.has(name))).toEqual([]);
    expect(seen.stale).toBeGreaterThan(1_000);
  },
  // Half a minute, where nothing else runs.
  Math.max(patience, 300_000),
);
