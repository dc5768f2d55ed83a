import * as z from 'zod/mini';

// To look one up costs more than to read a person.
const known = new Set<string>();

function isKnown(zone: string): boolean {
  if (known.has(zone)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    return false;
  }
  known.add(zone);
  return true;
}

/** A time zone by its IANA name, such as Europe/Zurich. */
export const TimeZone = z.string().check(
  z.maxLength(60),
  z.refine((zone) => /^[A-Za-z]/.test(zone) && isKnown(zone), { params: { code: 'unknown-zone' } }),
);

/** Every time zone there is, by its name in the tz database; the one of no place first. */
export const timeZones = (): readonly string[] => [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC'),
];
