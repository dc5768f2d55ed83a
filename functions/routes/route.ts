import type * as z from 'zod/mini';
import type { Caller, HubAction, hubPolicy, QueryAction } from '../../shared/access.ts';
import type { Change, Loaded } from '../../shared/change.ts';
import type { Locale } from '../../shared/languages.ts';
import type { Person } from '../../shared/people.ts';
import type { Query } from '../../shared/query.ts';
import type { RegistryChange } from '../../shared/registry.ts';
import type { Page } from '../../web/page.tsx';
import type { DoneKey } from '../../web/view.ts';
import type { Asset } from '../lib/assets.ts';
import type { Services } from '../lib/services.ts';
import type { Term } from '../lib/sessions.ts';

/** The functions that answer requests. */
export type Place = keyof Services;

/** What a route answers with, before it becomes a page or a document. */
export type Reply<Data> = {
  status: 200 | 201 | 303;
  data: Data;
  /** Where a browser goes next, and where an API client finds the result. */
  location?: string;
  /** `Set-Cookie` values. */
  cookies?: readonly string[];
  headers?: Readonly<Record<string, string>>;
  /** A file instead: sent as it is, whatever the client prefers. */
  file?: Asset;
};

/** The reply to a change: opaque ids, references and versions only, for it is kept to answer a repeated request. */
export type ChangeReply = Reply<Record<string, string | number>> & { location: string; status: 200 | 201 | 303 };

/** Here it is. */
export const ok = <Data>(data: Data): Reply<Data> => ({ status: 200, data });

/** Done; look there. */
export const seeOther = (location: string, data: Record<string, string | number> = {}): ChangeReply => ({
  status: 303,
  location,
  data,
});

/** Made; it is there. */
export const created = (location: string, data: Record<string, string | number>): ChangeReply => ({
  status: 201,
  location,
  data,
});

type RoleFor<May> = May extends keyof typeof hubPolicy ? (typeof hubPolicy)[May][number] : never;
type PersonOf<Role> = Person extends infer One ? (One extends { role: Role } ? One : never) : never;

/** Who is here: the person of the action's roles, or possibly nobody where anyone may come. */
export type Visitor<May = QueryAction | HubAction> = May extends 'anyone'
  ? { person?: Person }
  : May extends QueryAction
    ? { person: Person; caller: Caller; query: Query; loaded: Loaded }
    : { person: PersonOf<RoleFor<May>>; caller: Caller };

/** Everything a route's `run` is given: who, what, when, and the stores of its function. */
type Context<In extends Place, May, Input> = Visitor<May> & Services[In] & Around<Input>;

type Around<Input> = {
  input: Input;
  now: string;
  locale: Locale;
  /** The session that the caller showed to be let in; only what is about the session itself needs it. */
  session: string | undefined;
  /** Until when the session lasts. */
  term?: Term | undefined;
  /** Writes a decided change and answers with `reply`, which a repetition of the request is answered with too. */
  commit: (change: Change, reply: ChangeReply) => Promise<ChangeReply>;
  /** The same for changes of people, institutions and settings, one after the other. */
  register: (changes: RegistryChange | readonly RegistryChange[], reply: ChangeReply) => Promise<ChangeReply>;
  /** The version that a `versioned` change was decided on. */
  version?: number | undefined;
};

/** What every route says of itself, whatever it takes and answers. */
type Stated<In extends Place> = {
  in: In;
  method: 'GET' | 'POST';
  path: `/${string}`;
  /** One sentence for the API's description. */
  summary: string;
  /** The route whose page holds the form that posts here: shown again, as typed, when input is refused. */
  form?: Route<In>;
  /** Taken twice it does no more than once, so that it needs no key; whose form it is counts all the same. */
  repeatable?: boolean;
  /** It shows what a form would do and changes nothing: its page is asked for again in another language. */
  preview?: boolean;
  /** Of something that is not a query, decided on a version of it all the same: a change, or the preview of one. */
  versioned?: boolean;
  /** What the next page says has been done, in a banner at its top. */
  done?: DoneKey;
  /** To ask this is no sign of life: it does not prolong the session. */
  unnoticed?: boolean;
  /** Only soon after signing in: who left their desk an hour ago is asked for the code again. */
  fresh?: boolean;
};

/** A route as declared: what may be done there, with which input, by which run, shown by which page. */
type Declared<In extends Place, May, Input extends z.ZodMiniType, Data> = Stated<In> & {
  may: May;
  input: Input;
  run: (
    context: Context<In, May, z.output<Input>>,
  ) => Promise<Reply<NoInfer<Data>> | ChangeReply> | Reply<NoInfer<Data>> | ChangeReply;
  page?: Page<Data>;
};

/** A route as the router has it: it gives `run` the visitor that `may` let in, and the page what `run` answered. */
export type Route<In extends Place = Place> = Stated<In> & {
  may: QueryAction | HubAction;
  input: z.ZodMiniType;
  run: (context: Visitor & Services[In] & Around<unknown>) => Promise<Reply<unknown>> | Reply<unknown>;
  page?: Page<unknown>;
};

/** What a route says of itself to those who do not run it. */
export type Statement = Pick<
  Route,
  'in' | 'method' | 'path' | 'summary' | 'may' | 'input' | 'repeatable' | 'versioned'
>;

/** Declares a route. Everything else about it is derived: gateway, router, description, tests. */
export function route<
  const In extends Place,
  const May extends QueryAction | HubAction,
  Input extends z.ZodMiniType,
  Data = unknown,
>(declared: Declared<In, May, Input, Data>): Route<In> {
  // TypeScript cannot say "some May, Input and Data, the same throughout": here is where that is forgotten, and only here.
  return declared as unknown as Route<In>;
}
