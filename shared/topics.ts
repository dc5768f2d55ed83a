import * as z from 'zod/mini';

/** The topics a question is routed by; ids are stable, labels are translated, unknown becomes `other`. */
export const topicIds = [
  'ratification',
  'legislation',
  'strategy',
  'custody-safeguards',
  'interviewing',
  'detention',
  'use-of-force',
  'complaints-investigation',
  'redress',
  'non-refoulement',
  'jurisdiction-extradition',
  'training',
  'reporting',
  'opcat',
  'npm',
  'nhri',
  'groups-at-risk',
  'other',
] as const;

export const Topic = z.enum(topicIds);
export type Topic = z.infer<typeof Topic>;

/** The topics in the order and under the headings of the Convention's articles, as the topic field shows them. */
export const topicGroups = [
  { id: 'treaty', topics: ['ratification', 'legislation', 'strategy', 'reporting'] },
  { id: 'prevention', topics: ['custody-safeguards', 'interviewing', 'detention', 'use-of-force', 'training'] },
  { id: 'justice', topics: ['complaints-investigation', 'redress', 'non-refoulement', 'jurisdiction-extradition'] },
  { id: 'bodies', topics: ['opcat', 'npm', 'nhri'] },
  { id: 'people', topics: ['groups-at-risk', 'other'] },
] as const satisfies readonly { id: string; topics: readonly Topic[] }[];
