import { newTies } from './conflict.ts';
import type { Institution, Standing } from './institutions.ts';
import type { LedgerEvent } from './ledger.ts';
import type { NoticesBy } from './mailing.ts';
import { type Notice, undeliverableNotices } from './notices.ts';
import {
  type Expert,
  type Interests,
  type Person,
  type SavedView,
  type SecretariatMember,
  viewLimit,
} from './people.ts';
import { Refused } from './refused.ts';

/** A decided change of who the hub knows: the person or institution as it will be, and what happened. */
export type RegistryChange =
  | { kind: 'person'; subject: Person; isNew: boolean; event: LedgerEvent; notices?: readonly Notice[] }
  | { kind: 'institution'; subject: Institution; isNew: boolean; event: LedgerEvent };

/** Somebody new is let in. */
export const addPerson = (person: Person): RegistryChange => ({
  kind: 'person',
  subject: { ...person, version: 1 },
  isNew: true,
  event: { code: 'person-added', details: { role: person.role } },
});

/** Somebody loses every access, with their next request. Nobody suspends themselves. */
export function suspend(person: Person, byId: string): RegistryChange {
  if (person.id === byId) throw new Refused('own-request');
  if (person.status === 'suspended') throw new Refused('not-possible-now');
  const subject: Person = { ...person, version: person.version + 1, status: 'suspended' };
  return { kind: 'person', subject, isNew: false, event: { code: 'person-suspended', details: {} } };
}

/** Somebody who was suspended comes back. */
export function reinstate(person: Person): RegistryChange {
  if (person.status === 'active') throw new Refused('not-possible-now');
  const subject: Person = { ...person, version: person.version + 1, status: 'active' };
  return { kind: 'person', subject, isNew: false, event: { code: 'person-reinstated', details: {} } };
}

/** An expert's ties to States are set anew; access that a tie forbids is gone with the next request. */
export function changeInterests(expert: Expert, interests: Interests, today: string): RegistryChange {
  const expertise = { ...expert.expertise, interests };
  const subject: Person = { ...expert, version: expert.version + 1, expertise };
  const details = { newTies: newTies(expert.expertise.interests, interests, today) };
  return { kind: 'person', subject, isNew: false, event: { code: 'interests-changed', details } };
}

/** An address bounced or its owner complained: no more mail goes there, and the secretariat is told whose it is. */
export function stopMail(
  person: Person,
  why: 'bounced' | 'complained',
  at: string,
  secretariat: readonly string[],
): RegistryChange {
  const subject: Person = { ...person, version: person.version + 1, mailing: { status: why, since: at } };
  const event: LedgerEvent = { code: 'mail-stopped', details: { why } };
  return { kind: 'person', subject, isNew: false, event, notices: undeliverableNotices(secretariat, person.id) };
}

/** The secretariat has asked, and the address takes mail again. */
export function resumeMail(person: Person, at: string): RegistryChange {
  if (!person.mailing || person.mailing.status === 'ok') throw new Refused('not-possible-now');
  const subject: Person = { ...person, version: person.version + 1, mailing: { status: 'ok', since: at } };
  return { kind: 'person', subject, isNew: false, event: { code: 'mail-resumed', details: {} } };
}

/** Somebody chooses how they hear of what happens. */
export function chooseNotices(person: Person, by: NoticesBy): RegistryChange {
  const subject: Person = { ...person, version: person.version + 1, noticesBy: by };
  return { kind: 'person', subject, isNew: false, event: { code: 'notices-chosen', details: { by } } };
}

function withViews(member: SecretariatMember, views: readonly SavedView[]): RegistryChange {
  const subject: Person = { ...member, version: member.version + 1, views: [...views] };
  return { kind: 'person', subject, isNew: false, event: { code: 'views-changed', details: {} } };
}

/** A member keeps a view of the board; one of the same name is replaced. */
export function keepView(member: SecretariatMember, kept: SavedView): RegistryChange {
  const others = (member.views ?? []).filter(({ name }) => name !== kept.name);
  if (others.length >= viewLimit)
    throw new Refused('invalid-input', [{ field: 'viewName', code: 'too-many', limit: viewLimit }]);
  return withViews(member, [...others, kept]);
}

/** A member gives a view another name. */
export function renameView(member: SecretariatMember, from: string, to: string): RegistryChange {
  const views = member.views ?? [];
  if (!views.some(({ name }) => name === from))
    throw new Refused('invalid-input', [{ field: 'savedView', code: 'unknown-option' }]);
  if (from !== to && views.some(({ name }) => name === to))
    throw new Refused('invalid-input', [{ field: 'newName', code: 'taken' }]);
  return withViews(
    member,
    views.map((one) => (one.name === from ? { ...one, name: to } : one)),
  );
}

/** A member needs a view no more. */
export function dropView(member: SecretariatMember, dropped: string): RegistryChange {
  const views = member.views ?? [];
  const left = views.filter(({ name }) => name !== dropped);
  if (left.length === views.length)
    throw new Refused('invalid-input', [{ field: 'savedView', code: 'unknown-option' }]);
  return withViews(member, left);
}

/** An institution is put on the register. */
export const registerInstitution = (institution: Institution): RegistryChange => ({
  kind: 'institution',
  subject: { ...institution, version: 1 },
  isNew: true,
  event: { code: 'institution-registered', details: { kind: institution.kind, state: institution.state } },
});

/** The secretariat vouches for an institution, on evidence and until a date that is still to come. */
export function confirmStanding(
  institution: Institution,
  standing: Standing & { status: 'confirmed' },
  today: string,
): RegistryChange {
  if (standing.expiresOn <= today) throw new Refused('invalid-input', [{ field: 'expiresOn', code: 'past-date' }]);
  return {
    kind: 'institution',
    subject: { ...institution, version: institution.version + 1, standing },
    isNew: false,
    event: { code: 'standing-confirmed', details: { expiresOn: standing.expiresOn } },
  };
}

/** The secretariat no longer vouches: new questions are held, old ones go on. */
export function withdrawStanding(institution: Institution): RegistryChange {
  if (institution.standing.status === 'unconfirmed') throw new Refused('not-possible-now');
  return {
    kind: 'institution',
    subject: { ...institution, version: institution.version + 1, standing: { status: 'unconfirmed' } },
    isNew: false,
    event: { code: 'standing-withdrawn', details: {} },
  };
}
