import type { Caller } from '../shared/access.ts';
import { askFollowUp, askReview, giveFeedback } from '../shared/advising.ts';
import type { Asking } from '../shared/asked.ts';
import { send } from '../shared/asking.ts';
import type { Change, Loaded } from '../shared/change.ts';
import type { DeclineReason, Feedback, RecusalReason } from '../shared/choices.ts';
import { acceptClearance, approve, askClearer, assignClearer } from '../shared/clearing.ts';
import { closeWindow, thank, withdraw } from '../shared/closing.ts';
import { draft } from '../shared/drafting.ts';
import { newId, newReference } from '../shared/identifiers.ts';
import { askInformation, giveInformation } from '../shared/informing.ts';
import type { Institution } from '../shared/institutions.ts';
import { accept, assign, decline, offer, recuse } from '../shared/offering.ts';
import type { Expert, Official, SecretariatMember } from '../shared/people.ts';
import { isSent, type Query, type SentQuery } from '../shared/query.ts';
import { type Candidate, isProposalOnly } from '../shared/routing.ts';
import type { Settings } from '../shared/settings.ts';

/** How a made-up question is to fare: what happens, each so many milliseconds after what came before. */
export type Fate = {
  receivedAt: number;
  /** Nothing happens after this. */
  until: number;
  declined?: { after: number; reason: DeclineReason };
  acceptedAfter: number;
  recused?: { after: number; reason: RecusalReason };
  asked?: { after: number; givenAfter: number };
  withdrawnAfter?: number;
  handedInAfter: number;
  clearedAfter: number;
  feedback?: Feedback;
  followUp?: { after: number; handedInAfter: number };
  /** Days after the answer; who does not thank has the window close by itself. */
  thankedAfter?: number;
};

/** Everybody a made-up question meets. Who advises and who clears is asked as the question stands by then. */
export type Cast = {
  asker: Official;
  institution: Institution;
  adviser: (query: SentQuery, at: string) => Candidate | undefined;
  clearer: (query: SentQuery, at: string) => Candidate | undefined;
  /** Who decides by hand where the router may not. */
  member: SecretariatMember;
  settings: Settings;
};

/** Writes a change, and answers with the query as it is then; nobody is told of what is only made up. */
export type Write = (loaded: Loaded | undefined, change: Change, caller: Caller, now: string) => Promise<Loaded>;

const router: Caller = { kind: 'hub', function: 'offer' };
const watch: Caller = { kind: 'hub', function: 'watch' };
const minute = 60_000;
const text = 'Made up to see how the hub bears many questions; nobody asked it.';

/** It was too late for the next thing to happen. */
const over = Symbol('over');

/** Leads one made-up question through its life by the same decisions as any other, as far as its time goes. */
export async function live(write: Write, asking: Asking, fate: Fate, cast: Cast): Promise<void> {
  const { settings, institution } = cast;
  const asker: Caller = { kind: 'person', person: cast.asker };
  const desk: Caller = { kind: 'person', person: cast.member };
  let at = fate.receivedAt;
  let loaded: Loaded | undefined;

  async function step(after: number, caller: Caller, decide: (query: Query, now: string) => Change): Promise<void> {
    at += after;
    if (at > fate.until || !loaded) throw over;
    const now = new Date(at).toISOString();
    loaded = await write(loaded, decide(loaded.query, now), caller, now);
  }

  /** Brings the question to an expert who takes it; nobody left ends it as it is. */
  async function place(): Promise<Expert> {
    const now = new Date(at + minute).toISOString();
    if (!loaded || !isSent(loaded.query)) throw over;
    const found = cast.adviser(loaded.query, now);
    if (!found) throw over;
    if (found.exclusions.length === 0 && !isProposalOnly(loaded.query, settings))
      await step(minute, router, (query, moment) => offer(query, found.expert, settings, moment));
    else await step(minute, desk, (query, moment) => assign(query, found, settings, moment, 'availability'));
    return found.expert;
  }

  async function advise(expert: Expert, handedInAfter: number): Promise<void> {
    await step(handedInAfter, { kind: 'person', person: expert }, (query, now) =>
      askReview(query, { body: text }, now),
    );
    const clearer = loaded && isSent(loaded.query) ? cast.clearer(loaded.query, new Date(at).toISOString()) : undefined;
    if (!clearer) throw over;
    if (clearer.exclusions.length === 0)
      await step(minute, router, (query, now) => askClearer(query, clearer.expert, settings, now));
    else await step(minute, desk, (query, now) => assignClearer(query, clearer.expert, settings, now, 'availability'));
    const second: Caller = { kind: 'person', person: clearer.expert };
    await step(fate.clearedAfter / 2, second, acceptClearance);
    await step(fate.clearedAfter / 2, second, (query, now) => approve(query, settings, now));
  }

  async function advised(): Promise<void> {
    let expert = await place();
    const { declined, recused, asked } = fate;
    if (declined) {
      await step(declined.after, { kind: 'person', person: expert }, (query, now) =>
        decline(query, declined.reason, now),
      );
      expert = await place();
    }
    const took = (query: Query, now: string) => accept(query, settings, now);
    await step(fate.acceptedAfter, { kind: 'person', person: expert }, took);
    if (recused) {
      await step(recused.after, { kind: 'person', person: expert }, (query, now) => recuse(query, recused.reason, now));
      expert = await place();
      await step(fate.acceptedAfter, { kind: 'person', person: expert }, took);
    }
    const person: Caller = { kind: 'person', person: expert };
    if (asked) {
      await step(asked.after, person, (query, now) => askInformation(query, { body: text }, settings, now));
      await step(asked.givenAfter, asker, (query, now) => giveInformation(query, { body: text }, { settings }, now));
    }
    const { withdrawnAfter } = fate;
    if (withdrawnAfter !== undefined) {
      await step(withdrawnAfter, asker, (query, now) => withdraw(query, settings, now));
      throw over;
    }
    await advise(expert, fate.handedInAfter);
    const { feedback, followUp, thankedAfter } = fate;
    if (feedback) await step(minute, asker, (query, now) => giveFeedback(query, feedback, now));
    if (followUp) {
      await step(followUp.after, asker, (query, now) => askFollowUp(query, { body: text }, settings, now));
      await advise(expert, followUp.handedInAfter);
    }
    if (thankedAfter !== undefined) await step(thankedAfter, asker, (query, now) => thank(query, settings, now));
    else {
      const closesAt = loaded?.query.status === 'answered' ? Date.parse(loaded.query.closesAt) : at;
      await step(closesAt - at + minute, watch, (query, now) => closeWindow(query, settings, now));
    }
  }

  const started = new Date(at).toISOString();
  loaded = await write(undefined, draft(newId(), asking, cast.asker, institution, started), asker, started);
  try {
    await step(minute, asker, (query, now) =>
      send(query, newReference(), { institution, secretariat: [] }, settings, now),
    );
    if (loaded.query.status === 'submitted') await advised();
  } catch (error) {
    if (error !== over) throw error;
  }
}
