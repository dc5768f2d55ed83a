/** Whether the long form of the proofs was asked for, as `npm run test:long` does. */
export const long = process.env.LONG === '1';

/** How often something is tried: in `npm test`, and in the long form. */
export const times = (bounded: number, inFull: number): number => (long ? inFull : bounded);

/** How long a proof may take: a minute and a half in `npm test`, hours in the long form. */
export const patience = long ? 6 * 3_600_000 : 90_000;
