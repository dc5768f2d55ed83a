import * as z from 'zod/mini';
import { CalendarDate, Id, line, Ordinal, text } from './fields.ts';
import { day, later } from './moments.ts';
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

/** How it is known that an institution is what it says: who vouches, on what evidence, and until when. */
const standing = () =>
  z.discriminatedUnion('status', [
    z.strictObject({ status: z.literal('unconfirmed') }),
    z.strictObject({
      status: z.literal('confirmed'),
      evidence: text(1000),
      focalPoint: line(200),
      expiresOn: CalendarDate,
    }),
  ]);
export type Standing = z.infer<ReturnType<typeof standing>>;

/** An institution on whose behalf officials ask. */
export const Institution = z.lazy(() =>
  z.strictObject({
    id: Id,
    version: Ordinal,
    name: line(200),
    kind: InstitutionKind,
    state: State,
    standing: standing(),
  }),
);
export type Institution = z.infer<typeof Institution>;

/** Days before its end at which a standing that runs out is pointed out. */
const warningDays = 60;

/** Does the standing of this institution run out within the days in which that is pointed out? */
export function runsOutSoon({ standing }: Pick<Institution, 'standing'>, today: string): boolean {
  if (standing.status !== 'confirmed') return false;
  const last = later(today, warningDays * day).slice(0, 10);
  return today <= standing.expiresOn && standing.expiresOn <= last;
}

/** May a new question of this institution go to an expert today? What was asked before is never held up by it. */
export const standingHolds = ({ standing }: Institution, today: string): boolean =>
  standing.status === 'confirmed' && today <= standing.expiresOn;
