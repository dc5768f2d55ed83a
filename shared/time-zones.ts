import * as z from 'zod';

/** Every time zone there is, by its name in the tz database. */
export const timeZones: readonly string[] = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC'),
];

export const TimeZone = z.string().refine((zone) => timeZones.includes(zone), { params: { code: 'required' } });
