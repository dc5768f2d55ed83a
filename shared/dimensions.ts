import { InstitutionKind } from './institutions.ts';
import { QueryLanguage } from './languages.ts';
import { Region } from './regions.ts';
import { topicIds } from './topics.ts';

/** What figures are given by, one at a time and never crossed. */
export const dimensions = ['topic', 'language', 'region', 'kind'] as const;
export type Dimension = (typeof dimensions)[number];

/** The values of each, in the order in which they are shown. */
export const valuesOf: Readonly<Record<Dimension, readonly string[]>> = {
  topic: topicIds,
  language: QueryLanguage.options,
  region: Region.options,
  kind: InstitutionKind.options,
};
