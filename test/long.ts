/** Whether the long form of the proofs was asked for, as `npm run test:long` does. */
export const long = process.env.LONG === '1';

/** How often something is tried: in `npm test`, and in the long form. */
export const times = (bounded: number, inFull: number): number => (long ? inFull : bounded);

/** How long a proof may take: ten minutes in `npm test`, for a machine that others use too, hours in the long form. */
export const patience = long ? 6 * 3_600_000 : 600_000;
