import * as z from 'zod';
import { assignClearer } from '../../shared/clearing.ts';
import { proposeReferral, turnDown } from '../../shared/closing.ts';
import { Expert } from '../../shared/people.ts';
import { isEnded, isSent, statuses } from '../../shared/query.ts';
import { shippedSettings } from '../../shared/settings.ts';
import type { acting } from './acting.ts';
import { decides, expertNow, past, rewritten } from './by-hand.ts';
import { type Life, withNobody } from './life.ts';
import { marker } from './markers.ts';
import type { Member, Populace } from './populace.ts';
import { everythingChecked } from './steps.ts';
import type { World } from './world.ts';

const Stored = z.object({
  version: z.int(),
  status: z.enum(statuses),
  offer: z.object({ expertId: z.string() }).optional(),
  clearance: z.object({ clearer: z.object({ expertId: z.string() }).optional() }).optional(),
});

/** What can happen to one query of a generated world: each as a request, and as what the test knows of it from then on. */
export function happenings(
  world: World,
  { those, members }: Populace,
  { does }: Pick<ReturnType<typeof acting>, 'does'>,
) {
  const nameOf = (id: string): string => world.nameOf(id);
  const stored = async ({ id }: Life) => Stored.parse(await world.itemIn('Queries', { id }));
  const active = (role: 'expert' | 'secretariat') => those(role).filter(({ suspended }) => !suspended);
  const desk = ({ chance }: Life) => chance.pick(active('secretariat')).name;
  const atWork = ({ grantedTo }: Life): string => grantedTo ?? '';
  const settings = shippedSettings;

  async function moves(who: string, life: Life, verb: string, input: object): Promise<void> {
    const { version } = await stored(life);
    await does(who, `/queries/${life.id}/${verb}`, input, version);
    life.near.add(who);
  }

  /** A text with a marker of its own, kept with the others of its kind. */
  function words(kept: string[]): string {
    const mark = marker();
    kept.push(mark);
    return `Words ${mark}`;
  }

  /** The desk gives it to somebody who had nothing to do with it yet, to one of those wanted if it can. */
  async function assigns(life: Life, wanted: (one: Member) => boolean = () => true): Promise<void> {
    const free = active('expert').filter(({ name, ties }) => !life.near.has(name) && !ties.has(life.state));
    const fitting = free.filter(wanted);
    const expert = life.chance.pick(fitting.length > 0 ? fitting : free);
    await moves(desk(life), life, 'assign', { expertId: expert.person.id, assignReason: 'best-fit' });
    const before = life.offeredTo ?? life.grantedTo;
    if (before) life.passed.add(before);
    Object.assign(life, { ...withNobody, status: 'offered', offeredTo: expert.name });
    life.near.add(expert.name);
  }

  /** What the router did, which is chance to us; where it found nobody, the secretariat assigns by hand. */
  async function placed(life: Life): Promise<void> {
    const { status, offer } = await stored(life);
    life.status = status;
    life.offeredTo = offer && nameOf(offer.expertId);
    if (status === 'submitted' && life.stage !== 'unplaced') await assigns(life);
    if (life.offeredTo) life.near.add(life.offeredTo);
  }

  /** Who stands in for this expert. */
  function deputyOf(expert: string): string | undefined {
    const { deputyId } = Expert.parse(members.get(expert)?.person).expertise;
    return deputyId && nameOf(deputyId);
  }

  async function accepts(life: Life): Promise<void> {
    const expert = life.offeredTo ?? '';
    await moves(expert, life, 'accept', { noConflict: 'yes' });
    const deputy = deputyOf(expert);
    Object.assign(life, { ...withNobody, status: 'in_progress', grantedTo: expert, deputy });
    if (deputy) life.near.add(deputy);
  }

  async function handsIn(life: Life): Promise<void> {
    await moves(atWork(life), life, 'ask-review', { advice: words(life.inner) });
    life.drafts = [];
    life.status = 'in_review';
  }

  /** Whom the router asked to clear it; where it found nobody, the secretariat does. */
  async function clearerFound(life: Life): Promise<void> {
    const { status, clearance } = await stored(life);
    if (status !== 'in_review') return;
    const found = clearance?.clearer?.expertId;
    const free = active('expert').filter(({ name, ties }) => !life.near.has(name) && !ties.has(life.state));
    const { name } = found ? { name: nameOf(found) } : life.chance.pick(free);
    if (!found) {
      const expert = await expertNow(world, name);
      await decides(world, desk(life), life.id, 'assign-clearer', (query, now) =>
        assignClearer(query, expert, settings, now),
      );
    }
    life.askedToClear = name;
    life.near.add(name);
  }

  async function takesClearance(life: Life): Promise<void> {
    const clearer = life.askedToClear ?? '';
    await moves(clearer, life, 'accept-clearance', { noConflict: 'yes' });
    Object.assign(life, { askedToClear: undefined, clears: clearer });
  }

  async function approves(life: Life): Promise<void> {
    await moves(life.clears ?? '', life, 'approve', everythingChecked);
    // What was handed in last leaves; what was sent back before stays among experts.
    life.advice.push(...life.inner.splice(-1));
    Object.assign(life, { status: 'answered', deputy: undefined, clears: undefined });
  }

  async function returns(life: Life): Promise<void> {
    await moves(life.clears ?? '', life, 'return', { comment: words(life.inner) });
    Object.assign(life, { status: 'in_progress', clears: undefined });
  }

  async function notes(who: string | undefined, life: Life): Promise<void> {
    // Before what is handed in, which is always the last.
    const mark = marker();
    life.inner.unshift(mark);
    await moves(who ?? '', life, 'add-note', { note: `A note ${mark}` });
  }

  async function turnedDown(life: Life): Promise<void> {
    await decides(world, desk(life), life.id, 'turn-down', (query, now) =>
      turnDown(query, { reason: 'asked-elsewhere', turnTo: 'apt' }, settings, now),
    );
    Object.assign(life, { ...withNobody, status: 'declined' });
  }

  async function referred(life: Life): Promise<void> {
    await decides(world, desk(life), life.id, 'propose-referral', (query, now) => proposeReferral(query, 'ohchr', now));
    await moves(life.asker, life, 'accept-referral', { consent: 'yes' });
    Object.assign(life, { ...withNobody, status: 'referred' });
  }

  async function erased(life: Life): Promise<void> {
    await rewritten(world, life.id, (query) => {
      if (!isSent(query) || !isEnded(query)) throw new Error('what has not ended is not erased');
      return { ...query, erasure: 'announced', eraseAt: past };
    });
    Object.assign(life, { ...withNobody, status: 'erased', glass: undefined });
  }

  return {
    ...{ moves, words, placed, assigns, accepts, handsIn, clearerFound, takesClearance, approves, returns, notes },
    ...{ turnedDown, referred, erased, desk, deputyOf },
  };
}
