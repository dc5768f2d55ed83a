import fc from 'fast-check';
import { InstitutionKind } from '../../shared/institutions.ts';
import { QueryLanguage } from '../../shared/languages.ts';
import { topicIds } from '../../shared/topics.ts';

/** What a generated world is made of: the smaller each set, the more often people, queries and moments meet. */
export type Makings = {
  ids: fc.Arbitrary<string>;
  institutionIds: fc.Arbitrary<string>;
  states: fc.Arbitrary<string>;
  moments: fc.Arbitrary<string>;
  days: fc.Arbitrary<string>;
};

/** This and nothing else. */
export const code = <Code extends string>(one: Code) => fc.constant(one);
/** Any topic. */
export const topics = fc.constantFrom(...topicIds);
/** Any language of a query. */
export const languages = fc.constantFrom(...QueryLanguage.options);
/** A version. */
export const versions = fc.integer({ min: 1, max: 9 });
/** Any kind of institution. */
export const kinds = fc.constantFrom(...InstitutionKind.options);
