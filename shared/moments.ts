/** The milliseconds of a day. */
export const day = 86_400_000;

/** So many milliseconds after a moment, or before it. */
export const later = (moment: string, milliseconds: number): string =>
  new Date(Date.parse(moment) + milliseconds).toISOString();
