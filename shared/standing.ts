import type { LedgerEvent } from './events.ts';
import type { Institution, Standing } from './institutions.ts';
import { Refused } from './refused.ts';
import type { RegistryChange } from './registry.ts';

/** An institution is put on the register. */
export const registerInstitution = (institution: Institution): RegistryChange => ({
  kind: 'institution',
  subject: { ...institution, version: 1 },
  isNew: true,
  event: { code: 'institution-registered', details: { kind: institution.kind, state: institution.state } },
});

const changed = (institution: Institution, fields: Partial<Institution>, event: LedgerEvent): RegistryChange => ({
  kind: 'institution',
  subject: { ...institution, ...fields, version: institution.version + 1 },
  isNew: false,
  event,
});

/** An institution is called otherwise, or is of another kind than it was taken for; its State and standing stay. */
export const renameInstitution = (
  institution: Institution,
  { name, kind }: Pick<Institution, 'name' | 'kind'>,
): RegistryChange => changed(institution, { name, kind }, { code: 'details-changed', details: {} });

/** The secretariat vouches for an institution, on evidence and until a date that is still to come. */
export function confirmStanding(
  institution: Institution,
  standing: Standing & { status: 'confirmed' },
  today: string,
): RegistryChange {
  const { expiresOn } = standing;
  if (expiresOn <= today) throw new Refused('invalid-input', [{ field: 'expiresOn', code: 'past-date' }]);
  return changed(institution, { standing }, { code: 'standing-confirmed', details: { expiresOn } });
}

/** The secretariat no longer vouches: new questions are held, old ones go on. */
export function withdrawStanding(institution: Institution): RegistryChange {
  if (institution.standing.status === 'unconfirmed') throw new Refused('not-possible-now');
  return changed(institution, { standing: { status: 'unconfirmed' } }, { code: 'standing-withdrawn', details: {} });
}
