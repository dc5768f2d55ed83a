import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { actorOf, type Caller, isQueryAction, may } from '../../shared/access.ts';
import type { Change } from '../../shared/change.ts';
import { Id } from '../../shared/fields.ts';
import { freshSignInMilliseconds } from '../../shared/glass.ts';
import { Refused } from '../../shared/refused.ts';
import type { RegistryChange } from '../../shared/registry.ts';
import type { ChangeReply, Place, Reply, Route, Visitor } from '../routes/route.ts';
import { justDone, leaveWord, wordTaken } from './done.ts';
import { type Envelope, opened, ownForm } from './envelope.ts';
import { carried, holdsAnything, pathOf, wordless } from './form-again.ts';
import { languageChoice } from './language-choice.ts';
import { type Occasion, occasionOf } from './occasion.ts';
import { DoneBefore } from './once.ts';
import { parseInput } from './parse-input.ts';
import { bodyFields, type Fields, header, isTooLarge, sessionOf } from './read-request.ts';
import { expired, refused, represented, shownAgain, signInFirst, typedIn } from './represent.ts';
import { requestLog } from './request-log.ts';
import { safeHeaders } from './safe-headers.ts';
import { comesFromElsewhere } from './same-site.ts';
import type { Routing, Services } from './services.ts';

const isFresh = ({ now, signedInAt }: Occasion): boolean =>
  signedInAt !== undefined && Date.parse(now) - Date.parse(signedInAt) <= freshSignInMilliseconds;

/** Serves these routes as one Lambda: who, may they, what did they send, run, represent. */
export function serve<In extends Place>(
  routes: readonly Route<In>[],
  { services, routing }: { services: Services[In]; routing: Routing },
) {
  const table = new Map(routes.map((entry) => [`${entry.method} ${entry.path}`, entry]));

  async function occasionFor(event: APIGatewayProxyEvent, entry: Route<In> | undefined): Promise<Occasion> {
    const now = new Date().toISOString();
    const presence = await routing.presenceOf(sessionOf(event), now, entry?.unnoticed);
    return { ...occasionOf(event, routing, now, presence), done: justDone(event) };
  }

  /** Who is here for this route: nobody, somebody whose role allows it, or somebody with the query it is about. */
  async function admitted(entry: Route<In>, event: APIGatewayProxyEvent, { person, now }: Occasion): Promise<Visitor> {
    const action = entry.may;
    if (action === 'anyone') return person ? { person } : {};
    if (!person) throw new Refused('signed-out');
    const caller: Caller = { kind: 'person', person };
    if (isQueryAction(action)) {
      const { success, data: id } = Id.safeParse(event.pathParameters?.id);
      if (!success || !routing.changes?.queries) throw new Refused('not-found');
      const loaded = await routing.changes.queries.find(id, action, caller, now);
      return { person, caller, loaded, query: loaded.query };
    }
    if (!may(action, person)) throw new Refused('not-found');
    return { person, caller };
  }

  async function ran(entry: Route<In>, event: APIGatewayProxyEvent, occasion: Occasion, envelope: Envelope) {
    const visitor = await admitted(entry, event, occasion);
    if (entry.fresh && !isFresh(occasion)) throw new Refused('sign-in-again');
    const loaded = 'loaded' in visitor ? visitor.loaded : undefined;
    if (loaded && envelope.version !== undefined && envelope.version !== loaded.query.version)
      throw new Refused('stale');
    const path = isQueryAction(entry.may) ? {} : event.pathParameters;
    const { once } = envelope;
    const commit = async (change: Change, reply: ChangeReply) => {
      if (!('caller' in visitor) || !routing.changes?.commit) throw new Error('a change needs a caller and a store');
      const by = { caller: visitor.caller, now: occasion.now, ...(once ? { once: { once, reply } } : {}) };
      await routing.changes.commit(loaded, change, by);
      return reply;
    };
    const register = async (changes: RegistryChange | readonly RegistryChange[], reply: ChangeReply) => {
      if (!('caller' in visitor) || !routing.changes?.register) throw new Error('a change needs a caller and a store');
      const by = { actor: actorOf(visitor.caller), now: occasion.now };
      const all = [changes].flat();
      // The request is done with the last of them: one that broke off before goes on where it was.
      for (const [index, change] of all.entries())
        await routing.changes.register(change, {
          ...by,
          ...(once && index === all.length - 1 ? { once: { once, reply } } : {}),
        });
      return reply;
    };
    const input = parseInput(entry.input, { ...envelope.input, ...path });
    const { now, locale } = occasion;
    return entry.run(
      Object.assign({}, services, visitor, {
        now,
        locale,
        input,
        commit,
        register,
        version: envelope.version,
        session: sessionOf(event),
        term: occasion.term,
      }),
    );
  }

  /** Runs the route; a request that was done before is answered as it was then, even if it is refused now. */
  async function performed(entry: Route<In>, event: APIGatewayProxyEvent, occasion: Occasion, fields: Fields) {
    const headers = { idempotencyKey: header(event, 'idempotency-key'), ifMatch: header(event, 'if-match') };
    const envelope = opened(entry, `${entry.method} ${event.path}`, fields, headers, occasion.person);
    try {
      return await ran(entry, event, occasion, envelope);
    } catch (error) {
      if (!(error instanceof Refused || error instanceof DoneBefore)) throw error;
      const before: Reply<unknown> | undefined = envelope.once && (await routing.changes?.replied(envelope.once));
      if (before) return before;
      throw error instanceof Refused ? error : new Refused('busy-try-again');
    }
  }

  /** A refusal as this client can use it best: the way in, the form as it was typed, or the plain reason. */
  async function answerTo(
    refusal: Refused,
    entry: Route<In> | undefined,
    event: APIGatewayProxyEvent,
    occasion: Occasion,
    fields: Fields,
  ): Promise<APIGatewayProxyResult> {
    if (!occasion.html || !entry || wordless.includes(refusal.reason)) return refused(refusal, occasion);
    const posted = entry.method === 'POST' ? fields : undefined;
    if (refusal.reason === 'signed-out') return posted ? expired(occasion, posted) : signInFirst(occasion);
    const unread = refusal.reason === 'too-large' && Object.keys(fields).length === 0;
    if (unread || refusal.reason === 'not-found') return refused(refusal, occasion, posted);
    try {
      return await formAgain(entry, event, occasion, fields, refusal);
    } catch (error) {
      // There is no form, or it is no longer theirs to see: then the refusal stands alone.
      if (error instanceof Refused) return refused(refusal, occasion, posted);
      throw error;
    }
  }

  /** The page of the form that was posted, as it was filled in. */
  async function formAgain(
    { form }: Route<In>,
    event: APIGatewayProxyEvent,
    occasion: Occasion,
    fields: Fields,
    refusal?: Refused,
  ): Promise<APIGatewayProxyResult> {
    if (!form?.page) throw new Refused('not-found');
    const shown = await ran(form, event, occasion, { input: carried(form, fields) });
    // The form has nothing to fill in any more: its page is somewhere else now. To lead there would pass for taking it.
    if (shown.location && holdsAnything(fields))
      return refused(refusal ?? new Refused('stale'), occasion, fields, shown.location);
    if (shown.location) return represented(shown, undefined, occasion);
    const again = { typed: typedIn(fields), ...(refusal ? { refusal } : {}) };
    return shownAgain(shown.data, form.page, { ...occasion, path: pathOf(form, event) }, again);
  }

  async function answer(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
    const entry = table.get(`${event.httpMethod} ${event.resource}`);
    const occasion = await occasionFor(event, entry);
    let fields: Fields = {};
    try {
      if (!entry) throw new Refused('not-found');
      if (comesFromElsewhere(event)) throw new Refused('cross-site');
      fields = entry.method === 'POST' ? bodyFields(event) : occasion.query;
      if (entry.method === 'POST') ownForm(fields, occasion.person);
      if (isTooLarge(event)) throw new Refused('too-large');
      if (occasion.html && entry.method === 'POST' && 'lang' in fields) {
        const { lang: _, ...typed } = fields;
        fields = typed;
        return await formAgain(entry, event, occasion, fields);
      }
      const reply = await performed(entry, event, occasion, fields);
      const response = represented(reply, entry.page, { ...occasion, preview: entry.preview });
      if (response.statusCode === 303) return entry.done ? leaveWord(response, entry.done) : response;
      return occasion.done && entry.page ? wordTaken(response) : response;
    } catch (error) {
      if (error instanceof Refused) return answerTo(error, entry, event, occasion, fields);
      throw error;
    }
  }

  return middy<APIGatewayProxyEvent, APIGatewayProxyResult>()
    .use(safeHeaders())
    .use(requestLog(routing))
    .use(languageChoice())
    .handler(answer);
}
