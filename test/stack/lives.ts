import * as z from 'zod';
import { chance as chanceFrom } from '../chance.ts';
import { acting } from './acting.ts';
import { past, rewritten } from './by-hand.ts';
import { happenings } from './happenings.ts';
import { type Life, type Stage, stages, withNobody } from './life.ts';
import { marker } from './markers.ts';
import type { Populace } from './populace.ts';
import type { World } from './world.ts';

const Made = z.object({ id: z.string() });

const topics = ['legislation', 'detention', 'redress', 'training', 'nhri'] as const;
const count = 60;

const isOneOf = (list: readonly Stage[], { stage }: Life): boolean => list.includes(stage);
const neverSent: readonly Stage[] = ['draft', 'discarded', 'thrown away'];
const withoutExpert: readonly Stage[] = ['unplaced', 'offered', 'declined', 'lapsed', 'withdrawn', 'turned down'];
const reviewed: readonly Stage[] = [
  ...(['in review', 'being cleared', 'clearance turned down', 'returned', 'answered', 'window over'] as const),
  ...(['followed up', 'closed', 'reopened', 'erased'] as const),
];
const cleared: readonly Stage[] = ['answered', 'window over', 'followed up', 'closed', 'reopened', 'erased'];
const routedAgain: readonly Stage[] = ['declined', 'recused', 'reopened'];

/** Sixty queries, each led through its life by requests to the hub; the same seed leads them the same way. */
export async function lead(world: World, populace: Populace, seed: number) {
  const { acts, does } = acting(world);
  const { institutions, members, those } = populace;
  const lives: Life[] = [];
  const happening = happenings(world, populace, { does });
  const { moves, words, placed, assigns, accepts } = happening;
  const vouched = new Set(institutions.slice(0, -2).map(({ id }) => id));
  const colleaguesOf = ({ asker, institutionId }: Life) =>
    those('official').filter((one) => one.institutionId === institutionId && one.name !== asker);
  const askersSide = ({ asker, coOwners, chance }: Life): string => chance.pick([asker, ...coOwners]);

  /** Does this with each, one after the other: what comes of it hangs on nothing but the seed. */
  async function each<One>(list: readonly One[], act: (one: One) => Promise<void>): Promise<void> {
    for (const one of list) await act(one);
  }

  /** The same with what the router follows up: whom it finds next hangs on whom it found before. */
  const eachFollowed = <One>(list: readonly One[], act: (one: One) => Promise<void>): Promise<void> =>
    each(list, async (one) => {
      await act(one);
      await world.hub.drain();
    });

  async function begins(index: number): Promise<void> {
    const chance = chanceFrom(seed + index);
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
      ...{ id, stage, chance, asker, institutionId, state, restricted, status: 'draft', waits: false },
      coOwners: new Set(),
      near: new Set([asker]),
      passed: new Set(),
      ...{ text: [title, body], advice: [], inner: [], drafts: [], reason: urgent ? [reason] : [], glassText: [] },
    };
    lives.push(life);
    if (chance.happens(0.2)) {
      const again = marker();
      life.text = [again, body];
      await moves(asker, life, 'save', { ...asking, title: `Title ${again}` });
    }
    await shares(life);
    if (neverSent.includes(stage)) return;
    await moves(askersSide(life), life, 'send', {});
    life.status = stage === 'held' ? 'held' : 'submitted';
  }

  /** Lets some colleagues in, and some of them out again. */
  async function shares(life: Life): Promise<void> {
    const [one, two] = life.chance.shuffled(colleaguesOf(life));
    for (const colleague of [one, two]) {
      if (!colleague || life.chance.happens(0.4)) continue;
      await moves(life.asker, life, 'add-co-owner', { email: colleague.person.email });
      life.near.add(colleague.name);
      if (life.chance.happens(0.4)) await moves(life.asker, life, 'remove-co-owner', { personId: colleague.person.id });
      else life.coOwners.add(colleague.name);
    }
  }

  /** From the first offer to where the router, or a second expert, is waited for. */
  async function goesOn(life: Life): Promise<void> {
    const { stage } = life;
    if (stage === 'declined') {
      await moves(life.offeredTo ?? '', life, 'decline', { reason: 'no-time' });
      life.passed.add(life.offeredTo ?? '');
    }
    if (stage === 'lapsed') await lapses(life);
    if (stage === 'turned down') await happening.turnedDown(life);
    if (stage === 'withdrawn') await withdraws(life);
    if (isOneOf(withoutExpert, life)) {
      if (stage === 'declined') Object.assign(life, { ...withNobody, status: 'submitted' });
      return;
    }
    if (stage === 'recused') await assigns(life, ({ name }) => thoseBehind(name).length > 0);
    await accepts(life);
    const expert = life.grantedTo ?? '';
    if (life.chance.happens(0.4)) await happening.notes(expert, life);
    if (stage === 'recused') {
      await moves(expert, life, 'recuse', { reason: 'other' });
      life.passed.add(expert);
      Object.assign(life, { ...withNobody, status: 'submitted' });
    }
    if (stage === 'reassigned') await assigns(life);
    if (stage === 'withdrawn at work') await withdraws(life);
    if (stage === 'referred') await happening.referred(life);
    if (stage === 'needs information' || stage === 'information given') await asksBack(life);
    if (stage === 'written') await moves(expert, life, 'save-advice', { advice: words(life.drafts) });
    if (stage === 'waits as wished') {
      if (life.chance.happens(0.5)) await moves(life.asker, life, 'pause', {});
      else await moves(happening.desk(life), life, 'let-wait', { pauseReason: 'consulting' });
      life.waits = true;
    }
    if (stage === 'taken over') await takesOver(life);
    if (isOneOf(reviewed, life)) await happening.handsIn(life);
  }

  async function lapses(life: Life): Promise<void> {
    await rewritten(world, life.id, (query) => {
      if (query.status !== 'offered') throw new Error('only an offer lapses');
      return { ...query, offer: { ...query.offer, expiresAt: past } };
    });
    Object.assign(life, { lapsedFor: life.offeredTo, offeredTo: undefined });
  }

  const thoseBehind = (deputy: string) => those('expert').filter(({ name }) => happening.deputyOf(name) === deputy);

  /** Who gave it back turns out to be the deputy of whoever has it next: it stays ended for them. */
  async function comesNear(life: Life): Promise<void> {
    const behind = [...life.passed].flatMap(thoseBehind);
    await assigns(life, (one) => behind.includes(one));
    await accepts(life);
  }

  async function withdraws(life: Life): Promise<void> {
    await moves(life.asker, life, 'withdraw', { sure: 'yes' });
    Object.assign(life, { ...withNobody, status: 'withdrawn' });
  }

  async function asksBack(life: Life): Promise<void> {
    await moves(life.grantedTo ?? '', life, 'ask-information', { asked: words(life.text) });
    Object.assign(life, { status: 'needs_information', waits: true });
    if (life.stage === 'needs information') return;
    await moves(askersSide(life), life, 'give-information', { information: words(life.text) });
    Object.assign(life, { status: 'in_progress', waits: false });
    await moves(askersSide(life), life, 'add-information', { information: words(life.text) });
  }

  async function takesOver(life: Life): Promise<void> {
    const deputy = members.get(life.deputy ?? '');
    // A deputy who is tied to this State has no part in it, and none has in a restricted question.
    if (!deputy || deputy.ties.has(life.state) || life.restricted) return;
    await moves(deputy.name, life, 'take-over', { noConflict: 'yes' });
    Object.assign(life, { grantedTo: deputy.name, deputy: happening.deputyOf(deputy.name) });
  }

  /** From the second expert on. */
  async function isReviewed(life: Life): Promise<void> {
    await happening.clearerFound(life);
    if (life.stage === 'in review') return;
    await happening.takesClearance(life);
    if (life.stage === 'clearance turned down') {
      await moves(life.clears ?? '', life, 'decline-clearance', { reason: 'no-time' });
      life.clears = undefined;
    }
    if (life.stage === 'being cleared' && life.chance.happens(0.5)) await happening.notes(life.clears, life);
    if (life.stage === 'returned') await happening.returns(life);
    if (!isOneOf(cleared, life)) return;
    await happening.approves(life);
    await isAnswered(life);
  }

  async function isAnswered(life: Life): Promise<void> {
    const { stage } = life;
    if (life.chance.happens(0.3))
      await moves(life.asker, life, 'give-feedback', { answered: 'yes', clear: 'partly', inTime: 'no' });
    if (stage === 'window over') {
      await rewritten(world, life.id, (query) =>
        query.status === 'answered' ? { ...query, grant: { ...query.grant, endsAt: past } } : query,
      );
      life.grantedTo = undefined;
    }
    if (stage === 'followed up') {
      await moves(askersSide(life), life, 'follow-up', { followUp: words(life.text) });
      // It is the expert's work again, and so their deputy's to stand by.
      Object.assign(life, { status: 'in_progress', deputy: happening.deputyOf(life.grantedTo ?? '') });
    }
    if (stage !== 'closed' && stage !== 'reopened' && stage !== 'erased') return;
    await moves(askersSide(life), life, 'thank', {});
    life.status = 'closed';
    if (stage !== 'reopened') return;
    await moves(askersSide(life), life, 'reopen', { followUp: words(life.text) });
    Object.assign(life, { ...withNobody, status: 'submitted' });
  }

  // In turn, so that none is left out by chance.
  const outcomes = ['over', 'open', 'refused', 'open', 'asked'] as const;
  let emergencies = 0;

  /** More secrecy, and emergencies of every outcome. */
  async function happens(life: Life): Promise<void> {
    if (neverSent.includes(life.stage)) return;
    if (life.chance.happens(0.15) && !life.restricted) {
      await moves(life.asker, life, 'restrict', {});
      life.restricted = true;
    }
    if (life.chance.happens(0.5)) return;
    const [member, other] = life.chance.shuffled(those('secretariat'));
    if (!member || !other) return;
    const why = marker();
    life.glassText.push(why);
    await moves(member.name, life, 'request-glass', {
      reason: 'risk-to-a-person',
      text: `Somebody is in danger ${why}`,
    });
    const outcome = outcomes[emergencies % outcomes.length];
    emergencies += 1;
    if (outcome === 'refused') await moves(other.name, life, 'refuse-glass', {});
    if (outcome !== 'open' && outcome !== 'over') return;
    await moves(other.name, life, 'approve-glass', {});
    life.glass = { member: member.name, open: outcome === 'open' };
    if (outcome === 'open') return;
    const { glass } = z.object({ glass: z.looseObject({}) }).parse(await world.itemIn('Queries', { id: life.id }));
    await world.craft('Queries', { id: life.id }, { glass: { ...glass, expiresAt: past } });
  }

  /** Drafts that are thrown away, and what has come to the end of its time: the eraser has been, but for the last. */
  async function goes(): Promise<void> {
    const of = (stage: Stage) => lives.filter((life) => life.stage === stage);
    const discards = async (life: Life) => {
      await moves(life.asker, life, 'discard', {});
      life.status = 'discarded';
    };
    await each(of('thrown away'), discards);
    await each(of('erased'), happening.erased);
    await world.hub.tick('erase');
    await each(of('discarded'), discards);
  }

  const at = (some: readonly Stage[]) => lives.filter((life) => isOneOf(some, life));

  await Promise.all([...members.keys()].map((name) => world.credentialsOf(name)));
  await eachFollowed(
    Array.from({ length: count }, (_, index) => index),
    begins,
  );
  const onTheirWay = lives.filter(({ status }) => status === 'submitted');
  await each(onTheirWay, placed);
  await eachFollowed(
    onTheirWay.filter(({ stage }) => stage !== 'unplaced' && stage !== 'offered'),
    goesOn,
  );
  await eachFollowed(at(reviewed), isReviewed);
  await each(at(routedAgain), placed);
  await each(at(['recused']), comesNear);
  await each(at(['clearance turned down']), happening.clearerFound);
  await each(lives, happens);
  await goes();
  return { lives, acts, does, ...happening };
}
