import * as z from 'zod';
import { Id, line } from './fields.ts';
import { State } from './states.ts';

/** The kinds of institution that may ask; civil society and individuals are told where to turn instead. */
export const InstitutionKind = z.enum([
  'ministry',
  'mission',
  'police',
  'corrections',
  'border',
  'judiciary',
  'parliament',
  'nhri',
  'npm',
  'nhri-npm',
  'other-body',
]);
export type InstitutionKind = z.infer<typeof InstitutionKind>;

/** An institution on whose behalf officials ask. */
export const Institution = z.strictObject({ id: Id, name: line(200), kind: InstitutionKind, state: State });
export type Institution = z.infer<typeof Institution>;
