import * as z from 'zod';
import type { Chance } from '../chance.ts';
import { acting } from './acting.ts';
import { marker } from './markers.ts';
import type { Populace } from './populace.ts';
import type { World } from './world.ts';

/** How far a query gets. */
const stages = [
  'draft',
  'unplaced',
  'held',
  'offered',
  'declined',
  'lapsed',
  'in progress',
  'recused',
  'reassigned',
  'answered',
  'window over',
] as const;

/** What was done with one query, as the test did it: what the oracle judges by, and no word of the hub's own rules. */
export type Life = {
  id: string;
  stage: (typeof stages)[number];
  asker: string;
  coOwners: Set<string>;
  institutionId: string;
  state: string;
  restricted: boolean;
  status: 'draft' | 'held' | 'submitted' | 'offered' | 'in_progress' | 'answered';
  /** The expert it is offered to, unless the offer lapsed. */
  offeredTo?: string | undefined;
  /** The expert whose offer lapsed and was not passed on yet. */
  lapsedFor?: string | undefined;
  /** The expert who may read it, until their time ends. */
  grantedTo?: string | undefined;
  glass?: { member: string; open: boolean } | undefined;
  /** Everybody who ever had anything to do with it. */
  near: Set<string>;
  /** The markers of what was written: in the text, and in what the secretariat may know. */
  text: string[];
  advice: string[];
  reason: string[];
  glassText: string[];
};

const Made = z.object({ id: z.string() });
const Stored = z.object({
  version: z.int(),
  status: z.enum(['draft', 'held', 'submitted', 'offered', 'in_progress', 'answered']),
  offer: z.object({ expertId: z.string() }).optional(),
});

const topics = ['legislation', 'detention', 'redress', 'training', 'nhri'] as const;
const past = '2026-01-05T09:00:00.000Z';
const count = 60;
const atOnce = 6;

/** Does this with each, a few at once. */
async function each<One>(list: readonly One[], act: (one: One) => Promise<void>): Promise<void> {
  const rest = [...list];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let one = rest.shift(); one !== undefined; one = rest.shift()) await act(one);
    }),
  );
}

/** Sixty queries, each led through its life by requests to the hub. */
export async function lead(world: World, populace: Populace, chance: Chance) {
  const { acts, does } = acting(world);
  const { institutions, members, those } = populace;
  const lives: Life[] = [];
  const nameOf = (id: string): string => world.nameOf(id);
  const vouched = new Set(institutions.slice(0, -2).map(({ id }) => id));
  const stored = async ({ id }: Life) => Stored.parse(await world.itemIn('Queries', { id }));
  const versionOf = async (life: Life) => (await stored(life)).version;
  const active = (role: 'expert' | 'secretariat') => those(role).filter(({ suspended }) => !suspended);
  const desk = () => chance.pick(active('secretariat')).name;
  const colleaguesOf = ({ asker, institutionId }: Life) =>
    those('official').filter((one) => one.institutionId === institutionId && one.name !== asker);

  async function moves(who: string, life: Life, verb: string, input: object): Promise<void> {
    await does(who, `/queries/${life.id}/${verb}`, input, await versionOf(life));
    life.near.add(who);
  }

  async function begins(index: number): Promise<void> {
    const stage = stages[index % stages.length] ?? 'draft';
    const askers = those('official').filter(
      ({ institutionId = '' }) => vouched.has(institutionId) !== (stage === 'held'),
    );
    const { name: asker, institutionId = '' } = chance.pick(askers);
    const [title, body, reason] = [marker(), marker(), marker()];
    const urgent = chance.happens(0.4);
    const restricted = chance.happens(0.25);
    const asking = {
      ...{ title: `Title ${title}`, body: `Body ${body}`, topic: chance.pick(topics), individualCase: 'no' },
      // Nobody reads Russian.
      language: stage === 'unplaced' ? 'ru' : 'en',
      confidentiality: restricted ? 'restricted' : 'standard',
      ...(urgent
        ? { urgency: 'requested', neededBy: '2099-01-31', urgencyReason: `Reason ${reason}` }
        : { urgency: 'standard' }),
    };
    const { id } = Made.parse(await does(asker, '/queries', asking));
    const { state = '' } = institutions.find((one) => one.id === institutionId) ?? {};
    const life: Life = {
      ...{ id, stage, asker, institutionId, state, restricted, status: 'draft' },
      coOwners: new Set(),
      near: new Set([asker]),
      ...{ text: [title, body], advice: [], reason: urgent ? [reason] : [], glassText: [] },
    };
    lives.push(life);
    if (chance.happens(0.2)) {
      const again = marker();
      life.text.push(again);
      await moves(asker, life, 'save', { ...asking, title: `Title ${again}` });
    }
    await shares(life);
    if (stage !== 'draft') {
      await moves(chance.pick([asker, ...life.coOwners]), life, 'send', {});
      life.status = stage === 'held' ? 'held' : 'submitted';
    }
  }

  /** Lets some colleagues in, and some of them out again. */
  async function shares(life: Life): Promise<void> {
    const [one, two] = chance.shuffled(colleaguesOf(life));
    for (const colleague of [one, two]) {
      if (!colleague || chance.happens(0.4)) continue;
      await moves(life.asker, life, 'add-co-owner', { email: colleague.person.email });
      life.near.add(colleague.name);
      if (chance.happens(0.4)) await moves(life.asker, life, 'remove-co-owner', { personId: colleague.person.id });
      else life.coOwners.add(colleague.name);
    }
  }

  /** What the router did, which is chance to us; where it found nobody, the secretariat assigns by hand. */
  async function placed(life: Life): Promise<void> {
    const { status, offer } = await stored(life);
    life.status = status;
    life.offeredTo = offer && nameOf(offer.expertId);
    if (status === 'submitted' && life.stage !== 'unplaced') await assigns(life);
    if (life.offeredTo) life.near.add(life.offeredTo);
  }

  async function assigns(life: Life): Promise<void> {
    const free = active('expert').filter(({ name, ties }) => !life.near.has(name) && !ties.has(life.state));
    const expert = chance.pick(free);
    await moves(desk(), life, 'assign', { expertId: expert.person.id });
    life.status = 'offered';
    life.offeredTo = expert.name;
    life.grantedTo = undefined;
    life.near.add(expert.name);
  }

  async function accepts(life: Life): Promise<void> {
    const expert = life.offeredTo ?? '';
    await moves(expert, life, 'accept', { noConflict: 'yes' });
    life.status = 'in_progress';
    life.offeredTo = undefined;
    life.grantedTo = expert;
  }

  /** From the first offer to where this one is to end, but for what others do meanwhile. */
  async function goesOn(life: Life): Promise<void> {
    const { stage } = life;
    if (['in progress', 'recused', 'reassigned', 'answered', 'window over'].includes(stage)) await accepts(life);
    if (stage === 'declined') await moves(life.offeredTo ?? '', life, 'decline', { reason: 'no-time' });
    if (stage === 'recused') await moves(life.grantedTo ?? '', life, 'recuse', { reason: 'other' });
    if (stage === 'declined' || stage === 'recused') {
      life.status = 'submitted';
      life.offeredTo = undefined;
      life.grantedTo = undefined;
    }
    if (stage === 'reassigned') await assigns(life);
    if (stage === 'lapsed') {
      const { offer } = z.object({ offer: z.looseObject({}) }).parse(await world.itemIn('Queries', { id: life.id }));
      await world.craft('Queries', { id: life.id }, { offer: { ...offer, expiresAt: past } });
      life.lapsedFor = life.offeredTo;
      life.offeredTo = undefined;
    }
    if (stage !== 'answered' && stage !== 'window over') return;
    const advice = marker();
    life.advice.push(advice);
    await moves(life.grantedTo ?? '', life, 'answer', { body: `Advice ${advice}` });
    life.status = 'answered';
    if (stage === 'answered') return;
    const { grant } = z.object({ grant: z.looseObject({}) }).parse(await world.itemIn('Queries', { id: life.id }));
    await world.craft('Queries', { id: life.id }, { grant: { ...grant, endsAt: past } });
    life.grantedTo = undefined;
  }

  /** More secrecy, and emergencies of every outcome. */
  async function happens(life: Life): Promise<void> {
    if (life.status === 'draft') return;
    if (chance.happens(0.15) && !life.restricted) {
      await moves(life.asker, life, 'restrict', {});
      life.restricted = true;
    }
    if (chance.happens(0.5)) return;
    const [member, other] = chance.shuffled(those('secretariat'));
    if (!member || !other) return;
    const why = marker();
    life.glassText.push(why);
    await moves(member.name, life, 'request-glass', {
      reason: 'risk-to-a-person',
      text: `Somebody is in danger ${why}`,
    });
    const outcome = chance.pick(['asked', 'refused', 'open', 'open', 'over'] as const);
    if (outcome === 'refused') await moves(other.name, life, 'refuse-glass', {});
    if (outcome !== 'open' && outcome !== 'over') return;
    await moves(other.name, life, 'approve-glass', {});
    life.glass = { member: member.name, open: outcome === 'open' };
    if (outcome === 'open') return;
    const { glass } = z.object({ glass: z.looseObject({}) }).parse(await world.itemIn('Queries', { id: life.id }));
    await world.craft('Queries', { id: life.id }, { glass: { ...glass, expiresAt: past } });
  }

  await Promise.all([...members.keys()].map((name) => world.credentialsOf(name)));
  await each(
    Array.from({ length: count }, (_, index) => index),
    begins,
  );
  await world.hub.drain();
  const onTheirWay = lives.filter(({ status }) => status === 'submitted');
  await each(onTheirWay, placed);
  await each(
    onTheirWay.filter(({ stage }) => stage !== 'unplaced' && stage !== 'offered'),
    goesOn,
  );
  await world.hub.drain();
  await each(
    lives.filter(({ stage }) => stage === 'declined' || stage === 'recused'),
    placed,
  );
  await each(lives, happens);
  return { lives, acts, does, moves, placed };
}
