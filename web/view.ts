import type { Locale } from '../shared/languages.ts';
import type { Role } from '../shared/people.ts';
import type { Problem, Reason } from '../shared/refused.ts';
import type { TextKey } from './text/text.ts';

/** A text that says what has been done. */
export type DoneKey = Extract<TextKey, `done.${string}`>;

/** What a form held, by the names of its fields; never a secret. */
export type Typed = Record<string, string | string[]>;

/** What every page knows besides its own data. */
export type View = {
  locale: Locale;
  /** The path of the page as the browser sees it, for the language links. */
  path: string;
  /** Its query string, for the language links. */
  query: Record<string, string>;
  /** The moment the page is made, ISO. */
  now: string;
  signedIn?: { id: string; role: Role; name: string; timeZone: string; shortcuts?: boolean };
  stylePath: string;
  scriptPath: string;
  /** How long a browser stays signed in after the last thing done, and until when at the most. */
  session?: { idleSeconds: number; endsAnywayAt: string };
  /** What has just been done, if this is the page after it. */
  done?: DoneKey;
  /** The idempotency key of a form on this page. */
  freshKey: string;
  /** Where the form went that this page answers, if it answers one. */
  sentTo?: string;
  /** It only shows what that form would do: in another language it is asked for again. */
  preview?: boolean;
  /** Why the form is shown again, with everything that was typed. */
  refused?: { reason: Reason; problems: readonly Problem[]; typed: Typed; incident?: string };
  /** What was typed so far, where the form is shown again only because its reader wants another language. */
  typed?: Typed;
};
