import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Locale } from '../../shared/languages.ts';
import type { Person } from '../../shared/people.ts';
import type { DoneKey } from '../../web/view.ts';
import { incidentOf, localeOf, queryFields, wantsHtml } from './read-request.ts';
import type { Presence, Term } from './sessions.ts';

/** What the two representations need to know of the request. */
export type Occasion = {
  /** The number under which it is in the log. */
  incident: string;
  html: boolean;
  locale: Locale;
  path: string;
  /** Where a form was sent, if this answers one. */
  sentTo?: string | undefined;
  preview?: boolean | undefined;
  query: Record<string, string>;
  now: string;
  stylePath: string;
  scriptPath: string;
  person?: Person | undefined;
  signedInAt?: string | undefined;
  /** What was done just before, for a page to say. */
  done?: DoneKey | undefined;
  /** Until when the session lasts, a browser's or an API client's. */
  term?: Term | undefined;
};

/** The request as it came, at this moment, from whoever is here. */
export const occasionOf = (
  event: APIGatewayProxyEvent,
  { stylePath, scriptPath }: Pick<Occasion, 'stylePath' | 'scriptPath'>,
  now: string,
  presence?: Presence,
): Occasion => ({
  incident: incidentOf(event),
  html: wantsHtml(event),
  locale: localeOf(event, presence?.person.locale),
  path: event.path,
  sentTo: event.httpMethod === 'POST' ? event.path : undefined,
  query: queryFields(event),
  ...{ now, stylePath, scriptPath, ...presence },
});
