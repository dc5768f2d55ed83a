import * as z from 'zod/mini';
import { CalendarDate, Id, line, text } from '../../shared/fields.ts';
import { newId } from '../../shared/identifiers.ts';
import { InstitutionKind, runsOutSoon, standingHolds } from '../../shared/institutions.ts';
import { isSent } from '../../shared/query.ts';
import { Refused } from '../../shared/refused.ts';
import { confirmStanding, registerInstitution, renameInstitution, withdrawStanding } from '../../shared/standing.ts';
import { State } from '../../shared/states.ts';
import { InstitutionPage } from '../../web/pages/institution.tsx';
import { InstitutionsPage } from '../../web/pages/institutions.tsx';
import { created, ok, route, seeOther } from './route.ts';
import { unchanged } from './unchanged.ts';

/** GET /institutions: the register, with what runs out soon. */
export const institutionsPage = route({
  in: 'office',
  method: 'GET',
  path: '/institutions',
  summary: 'The register of institutions, with the standings that run out soon.',
  may: 'manage-people',
  input: z.strictObject({}),
  run: async ({ now, directory }) => {
    const today = now.slice(0, 10);
    const rows = (await directory.listInstitutions()).map(({ id, name, kind, state, standing }) => ({
      ...{ id, name, kind, state },
      standing: standing.status === 'confirmed' && standing.expiresOn < today ? ('expired' as const) : standing.status,
      ...(standing.status === 'confirmed' ? { expiresOn: standing.expiresOn } : {}),
      runsOutSoon: runsOutSoon({ standing }, today),
    }));
    return ok({ rows: rows.sort((a, b) => a.name.localeCompare(b.name)) });
  },
  page: InstitutionsPage,
});

/** POST /institutions: an institution is put on the register, not yet vouched for. */
export const register = route({
  in: 'office',
  method: 'POST',
  path: '/institutions',
  summary: 'Register an institution; its questions are held until its standing is confirmed.',
  may: 'manage-people',
  input: z.strictObject({ name: line(200), kind: InstitutionKind, state: State }),
  done: 'done.registered',
  form: institutionsPage,
  run: async ({ input, register: write }) => {
    const id = newId();
    const institution = { ...input, id, version: 1, standing: { status: 'unconfirmed' as const } };
    return write(registerInstitution(institution), created(`/institutions/${id}`, { id, version: 1 }));
  },
});

/** GET /institutions/{institutionId}: one institution, its standing, and what of it is held. */
export const institutionPage = route({
  in: 'office',
  method: 'GET',
  path: '/institutions/{institutionId}',
  summary: 'One institution: kind, State, standing with evidence and expiry, and its held questions.',
  may: 'manage-people',
  input: z.strictObject({ institutionId: Id }),
  run: async ({ input, caller, now, directory, queries }) => {
    const institution = await directory.findInstitution(input.institutionId);
    if (!institution) throw new Refused('not-found');
    const listed = await queries.listOfInstitution({ caller, actions: ['oversee'], now }, institution.id);
    const rows = listed.queries.flatMap((query) =>
      !isSent(query)
        ? []
        : [{ id: query.id, reference: query.reference, status: query.status, url: `/queries/${query.id}/card` }],
    );
    return ok({ ...institution, holds: !standingHolds(institution, now.slice(0, 10)), queries: rows });
  },
  page: InstitutionPage,
});

/** POST /institutions/{institutionId}/confirm: the secretariat vouches for it; what was held goes to the router. */
export const confirm = route({
  in: 'office',
  method: 'POST',
  path: '/institutions/{institutionId}/confirm',
  summary: 'Confirm the standing of an institution on evidence, until a date; held questions are released.',
  may: 'manage-people',
  versioned: true,
  input: z.strictObject({ institutionId: Id, evidence: text(1000), focalPoint: line(200), expiresOn: CalendarDate }),
  done: 'done.confirmed',
  form: institutionPage,
  run: async ({ input, version, now, directory, register: write }) => {
    const institution = unchanged(await directory.findInstitution(input.institutionId), version);
    const { evidence, focalPoint, expiresOn } = input;
    const standing = { status: 'confirmed', evidence, focalPoint, expiresOn } as const;
    const change = confirmStanding(institution, standing, now.slice(0, 10));
    return write(change, seeOther(`/institutions/${institution.id}`));
  },
});

/** POST /institutions/{institutionId}/withdraw: the secretariat no longer vouches for it; old questions go on. */
export const withdraw = route({
  in: 'office',
  method: 'POST',
  path: '/institutions/{institutionId}/withdraw',
  summary: 'Withdraw the standing of an institution; new questions are held, old ones go on.',
  may: 'manage-people',
  versioned: true,
  input: z.strictObject({ institutionId: Id }),
  done: 'done.standing-withdrawn',
  form: institutionPage,
  run: async ({ input, version, directory, register: write }) => {
    const institution = unchanged(await directory.findInstitution(input.institutionId), version);
    return write(withdrawStanding(institution), seeOther(`/institutions/${institution.id}`));
  },
});

/** POST /institutions/{institutionId}/edit: its name or kind is set anew. */
export const editInstitution = route({
  in: 'office',
  method: 'POST',
  path: '/institutions/{institutionId}/edit',
  summary: 'Set the name and the kind of an institution; its State and standing stay.',
  may: 'manage-people',
  versioned: true,
  done: 'done.saved',
  input: z.strictObject({ institutionId: Id, name: line(200), kind: InstitutionKind }),
  form: institutionPage,
  run: async ({ input, version, directory, register: write }) => {
    const institution = unchanged(await directory.findInstitution(input.institutionId), version);
    return write(renameInstitution(institution, input), seeOther(`/institutions/${institution.id}`));
  },
});
