import { newId } from '../../shared/identifiers.ts';
import { Institution } from '../../shared/institutions.ts';
import { Auditor, Expert, Official, type Person, SecretariatMember } from '../../shared/people.ts';
import { topicIds } from '../../shared/topics.ts';
import type { Chance } from '../chance.ts';
import { marker } from './markers.ts';
import type { World } from './world.ts';

/** Somebody of the generated world, as the oracle knows them. */
export type Member = {
  /** The first part of their address, which is how tests call them. */
  name: string;
  person: Person;
  /** The marker in their name. */
  mark: string;
  /** The States they are tied to; nobody but an expert is asked. */
  ties: Set<string>;
  suspended: boolean;
  /** The institution an official asks for now; they may have moved. */
  institutionId?: string;
};

/** Everybody, and the institutions they ask for. */
export type Populace = {
  institutions: readonly (Institution & { marks: readonly string[] })[];
  members: ReadonlyMap<string, Member>;
  those: (role: Person['role']) => Member[];
};

/** Eight States. */
const states = ['FJ', 'TN', 'GH', 'CL', 'PT', 'UY', 'MN', 'GE'] as const;

// Officials of each institution: most have colleagues. The last but one is not vouched for, and for the last nobody does any more.
const sizes = [4, 3, 3, 2, 2, 1, 1, 1, 1, 1, 2, 1];
const kinds = ['ministry', 'npm', 'police', 'nhri', 'corrections', 'mission'] as const;
const experts = 12;
const secretariat = 4;
const auditors = 2;

function institutionsBy(chance: Chance) {
  return sizes.map((_, index) => {
    const [name, evidence, focalPoint] = [marker(), marker(), marker()];
    const confirmed = {
      status: 'confirmed',
      evidence: `A note verbale ${evidence}`,
      focalPoint: `A focal point ${focalPoint}`,
      expiresOn: index === sizes.length - 1 ? '2025-12-31' : '2099-12-31',
    };
    const institution = Institution.parse({
      id: newId(chance.bytes),
      version: 1,
      name: `Institution ${name}`,
      kind: chance.pick(kinds),
      state: states[index % states.length],
      standing: index === sizes.length - 2 ? { status: 'unconfirmed' } : confirmed,
    });
    return { ...institution, marks: [name, evidence, focalPoint] };
  });
}

const away = ['NO', 'SN', 'AR', 'LB', 'BR', 'KE'];

/** Ties of every kind, of which some are to one of the eight States and some ended long ago. */
function interestsBy(chance: Chance) {
  const sometimes = (often: number) => (chance.happens(often) ? [chance.pick(states)] : []);
  const nationalities = [...new Set([chance.pick(away), ...sometimes(0.3)])];
  const employed = sometimes(0.2);
  const long = sometimes(0.5);
  const declared = sometimes(0.2);
  const reviewedByOwnBody = sometimes(0.2);
  return {
    interests: {
      nationalities,
      residence: chance.pick(away),
      employments: [
        ...employed.map((state) => ({ state, until: '2099-12-31' })),
        ...long.map((state) => ({ state, until: '2015-06-30' })),
      ],
      declared,
      reviewedByOwnBody,
    },
    ties: new Set([...nationalities, ...employed, ...declared, ...reviewedByOwnBody]),
  };
}

/** Eight States, twelve institutions, forty people: twenty-two officials, twelve experts, four members of the secretariat, two auditors. */
export function populaceBy(chance: Chance): Populace {
  const institutions = institutionsBy(chance);
  const members = new Map<string, Member>();
  const everyone = (name: string, mark: string) => ({
    id: newId(chance.bytes),
    version: 1,
    name: `Person ${mark}`,
    email: `${name}@hub.example`,
    locale: 'en',
    timeZone: 'Europe/Zurich',
    status: 'active',
    firstPasswordAt: '2026-01-05T09:00:00.000Z',
  });
  const add = (name: string, personOf: (base: ReturnType<typeof everyone>) => Person, more: Partial<Member> = {}) => {
    const mark = marker();
    members.set(name, {
      name,
      mark,
      person: personOf(everyone(name, mark)),
      ties: new Set(),
      suspended: false,
      ...more,
    });
  };

  for (const [index, size] of sizes.entries()) {
    const institutionId = institutions[index]?.id ?? '';
    for (let number = 0; number < size; number += 1)
      add(`official${index}-${number}`, (base) => Official.parse({ ...base, role: 'official', institutionId }), {
        institutionId,
      });
  }
  // Every second expert has somebody who stands in for them.
  const expertIds = Array.from({ length: experts }, () => newId(chance.bytes));
  for (const [number, id] of expertIds.entries()) {
    const { interests, ties } = interestsBy(chance);
    const topics = chance.shuffled(topicIds);
    const expertise = {
      mainTopics: topics.slice(0, 7),
      secondaryTopics: topics.slice(7, 14),
      languages: ['en', 'fr'],
      capacity: 50,
      absences: [],
      ...(number % 2 ? { deputyId: expertIds[(number + 1) % experts] } : {}),
      interests,
    };
    add(`expert${number}`, (base) => Expert.parse({ ...base, id, role: 'expert', expertise }), { ties });
  }
  for (let number = 0; number < secretariat; number += 1)
    add(`member${number}`, (base) => SecretariatMember.parse({ ...base, role: 'secretariat' }));
  for (let number = 0; number < auditors; number += 1)
    add(`auditor${number}`, (base) => Auditor.parse({ ...base, role: 'auditor' }));

  const those = (role: Person['role']) => [...members.values()].filter(({ person }) => person.role === role);
  return { institutions, members, those };
}

/** Lets all of them in. */
export async function settle(world: World, { institutions, members }: Populace): Promise<void> {
  await Promise.all(institutions.map(({ marks: _, ...institution }) => world.hub.people.addInstitution(institution)));
  for (const { person } of members.values()) await world.add(person);
}
