import { undeliverableNotices } from './audience.ts';
import { newTies } from './conflict.ts';
import type { LedgerEvent } from './events.ts';
import type { Institution } from './institutions.ts';
import type { NoticesBy } from './mailing.ts';
import type { Notice } from './notices.ts';
import type { Expert, Interests, Person, Routed } from './people.ts';
import { type Problem, Refused } from './refused.ts';
import { type Settings, settingsLedgerId } from './settings.ts';

/** A decided change of who the hub knows, or of how it works: the person, institution or settings as they will be, and what happened. */
export type RegistryChange =
  | {
      kind: 'person';
      subject: Person;
      isNew: boolean;
      event: LedgerEvent;
      notices?: readonly Notice[];
      /** The address is another: it must be nobody else's. */
      moves?: true;
    }
  | { kind: 'institution'; subject: Institution; isNew: boolean; event: LedgerEvent }
  | { kind: 'settings'; subject: Settings; isNew: false; event: LedgerEvent };

/** The ledger on which a change is entered: its subject's own. */
export const ledgerIdOf = (change: RegistryChange): string =>
  change.kind === 'settings' ? settingsLedgerId : change.subject.id;

type PersonChange = Extract<RegistryChange, { kind: 'person' }>;

/** Somebody the hub knows is changed in some fields, and it is entered on their ledger. */
export const changed = <One extends Person>(person: One, fields: Partial<One>, event: LedgerEvent): PersonChange => ({
  kind: 'person',
  subject: { ...person, ...fields, version: person.version + 1 },
  isNew: false,
  event,
});

/** Somebody new is put on the list, by a member or by an operator. */
export const addPerson = (person: Person, byId?: string): RegistryChange => ({
  kind: 'person',
  subject: { ...person, version: 1, ...(byId ? { addedBy: byId } : {}) },
  isNew: true,
  event: { code: 'person-added', details: { role: person.role } },
});

/** Somebody loses every access, with their next request. Nobody suspends themselves. */
export function suspend(person: Person, byId: string): RegistryChange {
  if (person.id === byId) throw new Refused('own-request');
  if (person.status === 'suspended') throw new Refused('not-possible-now');
  return changed(person, { status: 'suspended' }, { code: 'person-suspended', details: {} });
}

/** Somebody who was suspended comes back, and signs in anew: what was open before then stays closed, whoever has it by now. */
export function reinstate(person: Person, at: string): RegistryChange {
  if (person.status === 'active') throw new Refused('not-possible-now');
  return changed(person, { status: 'active', sessionsEndedAt: at }, { code: 'person-reinstated', details: {} });
}

/** Everybody who is signed in as this person is signed out with their next request. */
export function signOutEverywhere(person: Person, at: string): RegistryChange {
  return changed(person, { sessionsEndedAt: at }, { code: 'sessions-ended', details: {} });
}

/** A member was told that somebody's device is lost. Alone they can do nothing about it. */
export function sayDeviceLost(person: Person, byId: string, at: string): RegistryChange {
  if (person.id === byId) throw new Refused('own-request');
  if (person.status !== 'active' || !person.firstPasswordAt || person.lostDevice) throw new Refused('not-possible-now');
  return changed(person, { lostDevice: { saidBy: byId, at } }, { code: 'device-lost', details: {} });
}

/** Did this member put somebody on the list who has no first password yet? Another gives it to them. */
export const isLetInBy = ({ addedBy, firstPasswordAt }: Person, byId: string): boolean =>
  addedBy === byId && !firstPasswordAt;

/**
 * A password for the first sign-in is about to be given, and perhaps a lost device forgotten: on record before it is so,
 * and whoever was signed in is out. Password and device together open all that somebody may read, so that it takes two
 * members to replace both, as it does to break the glass. In the same way nobody lets somebody in alone: an expert, or a
 * second member, of one's own making would be a way around it.
 */
export function giveFirstPassword(person: Person, byId: string, at: string, device?: 'forgotten'): RegistryChange {
  const { lostDevice, ...rest } = person;
  if (person.id === byId || (device && lostDevice?.saidBy === byId)) throw new Refused('own-request');
  if (isLetInBy(person, byId)) throw new Refused('own-request');
  if (person.status !== 'active' || (device && !lostDevice)) throw new Refused('not-possible-now');
  const details = device ? { device } : {};
  return changed(rest, { firstPasswordAt: at, sessionsEndedAt: at }, { code: 'first-password-given', details });
}

/** Somebody has another address: they sign in with it, and mail goes there; what came back from the old one is forgotten. */
export function changeAddress(person: Person, email: string): RegistryChange {
  const { mailing: _, ...rest } = person;
  return { ...changed(rest, { email }, { code: 'address-changed', details: {} }), moves: true };
}

/** What is edited of anybody, the name and the institution of an official by the secretariat alone. */
type Details = Pick<Person, 'locale' | 'timeZone'> & {
  name?: string;
  institutionId?: string | undefined;
  shortcuts?: boolean;
};

/** Somebody reads another language, lives elsewhere, is called otherwise, asks for another institution, or wants shortcuts. */
export function changeDetails(person: Person, { institutionId, ...details }: Details): RegistryChange {
  const moved = person.role === 'official' && institutionId ? { institutionId } : {};
  return changed(person, { ...details, ...moved }, { code: 'details-changed', details: {} });
}

/** What does not fit together in what an expert is routed by; `colleagues` are the other experts. */
export function routedProblems(routed: Routed, expertId: string, colleagues: readonly Expert[]): Problem[] {
  const { mainTopics, secondaryTopics, languages, workingLanguages, absences, deputyId } = routed;
  const checks: [boolean, Problem][] = [
    [secondaryTopics.some((topic) => mainTopics.includes(topic)), { field: 'secondaryTopics', code: 'also-main' }],
    [
      workingLanguages?.some((language) => languages.includes(language)) ?? false,
      { field: 'workingLanguages', code: 'also-fluent' },
    ],
    [absences.some(({ from, to }) => to < from), { field: 'absences', code: 'ends-first' }],
    [deputyId === expertId, { field: 'deputyId', code: 'own-deputy' }],
    [
      deputyId !== undefined &&
        deputyId !== expertId &&
        !colleagues.some(({ id, status }) => id === deputyId && status === 'active'),
      { field: 'deputyId', code: 'unknown-option' },
    ],
  ];
  return checks.filter(([wrong]) => wrong).map(([, problem]) => problem);
}

/** An expert is routed by something else from now on; what they have stays with them. */
export function changeExpertise(expert: Expert, routed: Routed, colleagues: readonly Expert[]): RegistryChange {
  const problems = routedProblems(routed, expert.id, colleagues);
  if (problems.length > 0) throw new Refused('invalid-input', problems);
  const expertise = { ...routed, interests: expert.expertise.interests };
  return changed(expert, { expertise }, { code: 'expertise-changed', details: {} });
}

/** An expert's ties to States are set anew; access that a tie forbids is gone with the next request. */
export function changeInterests(expert: Expert, interests: Interests, today: string): RegistryChange {
  const expertise = { ...expert.expertise, interests };
  const details = { newTies: newTies(expert.expertise.interests, interests, today) };
  return changed(expert, { expertise }, { code: 'interests-changed', details });
}

/** An address bounced or its owner complained: no more mail goes there, and the secretariat is told whose it is. */
export function stopMail(
  person: Person,
  why: 'bounced' | 'complained',
  at: string,
  secretariat: readonly string[],
): RegistryChange {
  const event: LedgerEvent = { code: 'mail-stopped', details: { why } };
  const notices = undeliverableNotices(secretariat, person.id);
  return { ...changed(person, { mailing: { status: why, since: at } }, event), notices };
}

/** The secretariat has asked, and the address takes mail again. */
export function resumeMail(person: Person, at: string): RegistryChange {
  if (!person.mailing || person.mailing.status === 'ok') throw new Refused('not-possible-now');
  return changed(person, { mailing: { status: 'ok', since: at } }, { code: 'mail-resumed', details: {} });
}

/** Somebody chooses how they hear of what happens. */
export function chooseNotices(person: Person, by: NoticesBy): RegistryChange {
  return changed(person, { noticesBy: by }, { code: 'notices-chosen', details: { by } });
}

/** Somebody's sessions were ended: which, the person alone was shown; that it happened, is on record. */
export function endOwnSessions(person: Person): RegistryChange {
  return changed(person, {}, { code: 'sessions-ended', details: {} });
}
