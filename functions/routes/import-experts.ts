import * as z from 'zod/mini';
import type { Person } from '../../shared/people.ts';
import { Refused } from '../../shared/refused.ts';
import { rosterColumns } from '../../shared/roster-file.ts';
import { addressesIn, planRoster, type RosterPlan } from '../../shared/roster-plan.ts';
import { ImportPage } from '../../web/pages/import.tsx';
import type { Directory } from '../lib/directory.ts';
import { ok, route, seeOther } from './route.ts';

const Table = z.strictObject({ table: z.string().check(z.trim(), z.minLength(1), z.maxLength(400_000)) });

/** What a table would do to the roster as it is now. */
async function planned(table: string, directory: Directory, now: string, byId?: string): Promise<RosterPlan> {
  const roster = await directory.roster();
  const known = new Set(roster.map(({ email }) => email.toLowerCase()));
  const others = addressesIn(table).filter((email) => !known.has(email));
  const owners = await Promise.all(others.map((email) => directory.findByAddress(email)));
  const people = owners.filter((owner): owner is Person => owner !== undefined);
  return planRoster(table, [...roster, ...people], now.slice(0, 10), byId);
}

/** GET /people/import: where a table of experts is pasted, and which columns it has. */
export const importPage = route({
  in: 'office',
  method: 'GET',
  path: '/people/import',
  summary: 'The columns of a table of experts.',
  may: 'manage-people',
  input: z.object({}),
  run: () => ok({ columns: rosterColumns }),
  page: ImportPage,
});

/** POST /people/import/preview: what a table would do, line by line; nothing is changed. */
export const previewImport = route({
  in: 'office',
  method: 'POST',
  path: '/people/import/preview',
  summary: 'What a table of experts would change, line by line; nothing is changed yet.',
  may: 'manage-people',
  repeatable: true,
  preview: true,
  input: Table,
  form: importPage,
  run: async ({ input, now, directory }) => {
    const { rows, problems } = await planned(input.table, directory, now);
    const shown = rows.map(({ changes: _, ...row }) => row);
    return ok({ columns: rosterColumns, table: input.table, plan: { rows: shown, problems } });
  },
  page: ImportPage,
});

/** POST /people/import: the table is carried out, each change on the ledger of its expert; done twice it changes nothing more. */
export const importExperts = route({
  in: 'office',
  method: 'POST',
  path: '/people/import',
  summary: 'Carry a table of experts out: new ones are put on the list, changed ones changed; nobody is taken off.',
  may: 'manage-people',
  done: 'done.imported',
  input: Table,
  form: importPage,
  run: async ({ input, person: member, now, directory, register }) => {
    const { rows, problems } = await planned(input.table, directory, now, member.id);
    if (problems.length > 0) throw new Refused('invalid-input', [{ field: 'table', code: 'faulty' }]);
    const changes = rows.flatMap((row) => row.changes);
    return register(changes, seeOther('/people?role=expert', { changes: changes.length }));
  },
});
