import * as z from 'zod';
import { Expert } from '../../shared/people.ts';
import type { Chance } from '../chance.ts';
import { type Life, withNobody } from './life.ts';
import type { lead } from './lives.ts';
import type { Member, Populace } from './populace.ts';
import type { World } from './world.ts';

const Versioned = z.object({ version: z.int() });

type Led = Awaited<ReturnType<typeof lead>>;

/** What an expert's form of ties sends: their ties as they are, and one more State that they declare. */
export function tiesOf({ expertise: { interests } }: Expert, declaring: string): Record<string, unknown> {
  const { nationalities, residence, declared, reviewedByOwnBody, employments } = interests;
  const rows = employments.flatMap(({ state, until = '' }, index) => [
    [`employer${index + 1}`, state],
    [`employer${index + 1}Until`, until],
  ]);
  return {
    ...{ nationalities, residence, reviewedByOwnBody, declared: [...declared, declaring] },
    ...Object.fromEntries(rows),
  };
}

/**
 * People whose ties come to light, who are suspended, or who move, one after the other: each of them had a part in some
 * query.
 */
export async function depart(world: World, { members, those, institutions }: Populace, led: Led, chance: Chance) {
  const { lives, does, moves, words, placed, handsIn, clearerFound, takesClearance } = led;
  const versionOf = async ({ person }: Member) =>
    Versioned.parse(await world.itemIn('Directory', { key: `person#${person.id}` })).version;
  const member = (name: string | undefined): Member => {
    const found = name === undefined ? undefined : members.get(name);
    if (!found) throw new Error('too little happened in this world: nobody to part with');
    return found;
  };
  const whose = (found: (life: Life) => string | undefined): string[] => [
    ...new Set(chance.shuffled(lives).flatMap((life) => found(life) ?? [])),
  ];
  const desk = () => chance.pick(those('secretariat').filter(({ suspended }) => !suspended));
  const expertOf = ({ offeredTo, grantedTo }: Life) => grantedTo ?? offeredTo;
  const [tied, quietlyTied, gone] = whose(expertOf).map((name) => member(name));

  /** A tie to the State of a query that they have: declared by themselves, or found in the Directory one day. */
  async function isTied(expert: Member | undefined, how: 'declared' | 'found'): Promise<void> {
    if (!expert) throw new Error('too few experts have anything');
    const { state } = chance.pick(lives.filter((life) => expertOf(life) === expert.name));
    const person = Expert.parse(expert.person);
    expert.ties.add(state);
    if (how === 'declared') await does(expert.name, '/profile', tiesOf(person, state), await versionOf(expert));
    else {
      const interests = { ...person.expertise.interests, declared: [...person.expertise.interests.declared, state] };
      await world.craft('Directory', { key: `person#${person.id}` }, { expertise: { ...person.expertise, interests } });
    }
    await world.hub.drain();
  }

  async function goes(person: Member | undefined): Promise<void> {
    if (!person) throw new Error('too little happened in this world: nobody to suspend');
    const by = chance.pick(those('secretariat').filter((one) => !one.suspended && one !== person));
    await does(by.name, `/people/${person.person.id}/suspend`, {}, await versionOf(person));
    person.suspended = true;
    await world.hub.drain();
  }

  await isTied(tied, 'declared');
  await isTied(quietlyTied, 'found');
  await goes(gone);
  const secondPair = whose(({ clears, askedToClear }) => clears ?? askedToClear).map((name) => member(name));
  const goneToo = secondPair.find((one) => one !== tied && one !== quietlyTied && one !== gone);
  await goes(goneToo);
  // Among those who leave is one whose query somebody of the same institution can go on with.
  const successors = ({ name, institutionId }: Member) =>
    lives.some(({ asker, status }) => asker === name && !['draft', 'discarded', 'erased'].includes(status))
      ? those('official').filter((one) => one.institutionId === institutionId && one.name !== name).length
      : 0;
  const [first, second, third] = whose(({ asker }) => asker)
    .map((name) => member(name))
    .toSorted((a, b) => successors(b) - successors(a));
  await goes(first);
  await goes(
    member(whose(({ coOwners }) => [...coOwners][0]).find((name) => name !== first?.name && name !== second?.name)),
  );
  await goes(member(whose(({ glass }) => (glass?.open ? glass.member : undefined))[0]));
  await goes(those('auditor')[1]);
  // No route moves an official to another institution: whoever keeps the Directory does.
  for (const moved of [second, third]) {
    if (!moved) continue;
    const [elsewhere] = chance.shuffled(institutions.filter(({ id }) => id !== moved.institutionId));
    moved.institutionId = elsewhere?.id ?? '';
    const { institutionId } = moved;
    await world.craft('Directory', { key: `person#${moved.person.id}` }, { institutionId });
  }
  await world.hub.drain();

  // What the suspended and the tied had went on to others, and what was answered closed to them.
  const lost = (life: Life, name: string | undefined): boolean => {
    const expert = members.get(name ?? '');
    return expert !== undefined && (expert.suspended || (expert === tied && expert.ties.has(life.state)));
  };
  for (const life of lives) {
    // A lapsed offer that nobody passed on yet ends with its expert, too, and the next one is asked.
    if (lost(life, expertOf(life) ?? life.lapsedFor)) {
      const done = life.status === 'answered' || life.status === 'closed';
      Object.assign(life, withNobody);
      if (!done) await placed(life);
    } else if (lost(life, life.clears ?? life.askedToClear)) {
      Object.assign(life, { clears: undefined, askedToClear: undefined });
      await clearerFound(life);
    }
  }
  // The queries of those who left are handed to colleagues, where there are any.
  for (const life of lives) {
    const asker = members.get(life.asker);
    const left = asker?.suspended || asker?.institutionId !== life.institutionId;
    const [successor] = chance.shuffled(
      those('official').filter((one) => one.institutionId === life.institutionId && !one.suspended && one !== asker),
    );
    if (!left || !successor || ['draft', 'discarded', 'erased'].includes(life.status)) continue;
    await moves(desk().name, life, 'hand-over', { successorId: successor.person.id });
    life.coOwners.delete(successor.name);
    life.asker = successor.name;
    life.near.add(successor.name);
  }
  await world.hub.drain();

  const able = (life: Life): boolean => {
    const expert = members.get(life.grantedTo ?? '');
    return expert !== undefined && !expert.suspended && !expert.ties.has(life.state);
  };
  /** A query with somebody who is still there and works on it. */
  function inHand(): Life {
    const [one] = chance.shuffled(lives.filter((life) => life.status === 'in_progress' && !life.waits && able(life)));
    if (!one) throw new Error('too little happened in this world: nobody at work');
    return one;
  }

  // All who waited for an asker, or who cleared, may be among those who left: in the world that they leave somebody does.
  if (!lives.some(({ status }) => status === 'needs_information')) {
    const life = inHand();
    await moves(life.grantedTo ?? '', life, 'ask-information', { asked: words(life.text) });
    Object.assign(life, { status: 'needs_information', waits: true });
  }
  if (!lives.some(({ clears }) => clears)) {
    const life = inHand();
    await handsIn(life);
    await world.hub.drain();
    await clearerFound(life);
    await takesClearance(life);
  }
  await world.hub.drain();
}
