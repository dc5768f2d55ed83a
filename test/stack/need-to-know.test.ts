import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { newId } from '../../shared/identifiers.ts';
import { Official } from '../../shared/people.ts';
import { proof } from '../rules/proof.ts';
import { type Answer, changing } from './client.ts';
import { asking, steps } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
/** A query of Litia's in each status, and an id that nothing has. */
const ids = { draft: '', unplaced: '', offered: '', inProgress: '', answered: '', unknown: newId() };
type Status = Exclude<keyof typeof ids, 'unknown'>;
const statuses: readonly Status[] = ['draft', 'unplaced', 'offered', 'inProgress', 'answered'];

/** Ids that are no ids, each as long as one: only what is said of an id may differ, and nothing is. */
const malformed = ['U'.repeat(26), `${'ilou'.repeat(6)}il`, '..................--------', `${'0'.repeat(25)}-`];

const colleague = 'sereana';
/** Everybody who has no part in these queries, or only the part that `theirs` names. */
const others = ['wilmer', 'josefa', colleague, 'grace', 'ingrid', 'helen', 'niamh'] as const;
type Other = (typeof others)[number];

/** What an expert with a grant may do, until the window closes. */
const atWork = [
  'GET /queries/{id}',
  'POST /queries/{id}/answer',
  'GET /queries/{id}/recuse',
  'POST /queries/{id}/recuse',
];

/** What those who do have a part may open, written from the design: all the rest is as if it were not there. */
const theirs: Partial<Record<Other, Partial<Record<Status, readonly string[]>>>> = {
  // The expert: the blind card before accepting, the text only after; both end where they end.
  ingrid: {
    offered: ['GET /queries/{id}/offer', 'POST /queries/{id}/accept', 'POST /queries/{id}/decline'],
    inProgress: atWork,
    answered: atWork,
  },
  // The secretariat: metadata, never content.
  helen: Object.fromEntries(
    statuses
      .filter((status) => status !== 'draft')
      .map((status) => [
        status,
        [
          'GET /queries/{id}/card',
          'POST /queries/{id}/assign',
          'POST /queries/{id}/grant-urgency',
          'GET /queries/{id}/extend',
          'POST /queries/{id}/assign-clearer',
          'POST /queries/{id}/ask-about',
          'POST /queries/{id}/extend',
          'POST /queries/{id}/change-topic',
          'POST /queries/{id}/turn-down',
          'POST /queries/{id}/propose-referral',
          'POST /queries/{id}/close-unanswered',
          'POST /queries/{id}/hold-erasure',
          'POST /queries/{id}/release-erasure',
          'POST /queries/{id}/hand-over',
          'GET /queries/{id}/break-glass',
          'POST /queries/{id}/request-glass',
          'POST /queries/{id}/approve-glass',
          'POST /queries/{id}/refuse-glass',
        ],
      ]),
  ),
};

/** What a form of each route sends, so that nothing is refused for its input. */
const inputs: Record<string, Record<string, string>> = {
  '/queries/{id}/save': { ...asking },
  '/queries/{id}/send': {},
  '/queries/{id}/accept': { noConflict: 'yes' },
  '/queries/{id}/decline': { reason: 'no-time' },
  '/queries/{id}/answer': { body: 'Advice' },
  '/queries/{id}/assign': { expertId: newId(), assignReason: 'best-fit' },
  '/queries/{id}/assign-clearer': { clearerId: newId() },
  '/queries/{id}/ask-about': { about: 'topic' },
  '/queries/{id}/extend': { dueOn: '2099-01-31', extensionReason: 'complex' },
  '/queries/{id}/change-topic': { topic: 'npm' },
  '/queries/{id}/turn-down': { notAdvisedReason: 'asked-elsewhere', turnTo: 'ohchr' },
  '/queries/{id}/propose-referral': { partner: 'apt' },
  '/queries/{id}/close-unanswered': {},
  '/queries/{id}/hold-erasure': {},
  '/queries/{id}/release-erasure': {},
  '/queries/{id}/grant-urgency': {},
  '/queries/{id}/add-co-owner': { email: 'semi@justice.fj.example' },
  '/queries/{id}/remove-co-owner': { personId: newId() },
  '/queries/{id}/restrict': {},
  '/queries/{id}/unrestrict': { consent: 'yes' },
  '/queries/{id}/recuse': { reason: 'no-time' },
  '/queries/{id}/hand-over': { successorId: newId() },
  '/queries/{id}/request-glass': { reason: 'legal-duty', text: 'A reason of more than twenty characters.' },
  '/queries/{id}/approve-glass': {},
  '/queries/{id}/refuse-glass': {},
};

const Described = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
let routes: { method: string; path: string }[] = [];

beforeAll(async () => {
  world = await openWorld();
  const { id: _, name: __, email: ___, ...alike } = Official.parse(world.personOf('litia'));
  await world.add({ ...alike, id: newId(), name: 'Sereana Tuilagi', email: `${colleague}@justice.fj.example` });
  const { drafted, sent, offered, accepted, answered } = steps(world);
  ids.draft = (await drafted('litia')).id;
  // Nobody reads Russian.
  ids.unplaced = await sent('litia', { language: 'ru' });
  ids.answered = (await answered('litia')).id;
  ids.inProgress = (await accepted('litia')).id;
  const last = await offered('litia');
  ids.offered = last.id;
  expect(last.expert).toBe('ingrid');
  const { paths } = Described.parse(JSON.parse((await world.wire.json('GET', '/openapi.json')).text));
  routes = Object.entries(paths).flatMap(([path, methods]) =>
    path.includes('{id}') ? Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })) : [],
  );
});
afterAll(() => world.stop());

/** An answer as somebody compares it: everything but the time, the request's number and the id that was asked for. */
function compared({ status, headers, text }: Answer, id: string): string {
  const { date: _1, 'x-amzn-requestid': _2, ...rest } = headers;
  return JSON.stringify({ status, rest, text }).replaceAll(id, '<id>');
}

const key = 'the-same-key-in-every-request';

async function asked(name: string, { method, path }: { method: string; path: string }, id: string, page: boolean) {
  const { token, cookie } = await world.credentialsOf(name);
  const address = path.replace('{id}', id);
  const input = inputs[path];
  const form = { ...input, idempotencyKey: `${key}-${id}`, version: '7' };
  const answer =
    method === 'GET'
      ? await (page ? world.wire.html('GET', address, { cookie }) : world.wire.json('GET', address, { token }))
      : await (page
          ? world.wire.html('POST', address, { cookie, fields: form })
          : world.wire.json('POST', address, { token, input, headers: changing(7, `${key}-${id}`) }));
  return compared(answer, id);
}

const mayOpen = (name: Other, status: Status, { method, path }: { method: string; path: string }) =>
  theirs[name]?.[status]?.includes(`${method} ${path}`) ?? false;

/** Compares what each of these is answered for the real ids with what they are answered for one that nothing has. */
async function compareAll(names: readonly Other[], name: string, expectedStatus: RegExp): Promise<void> {
  const { check, report } = proof(name);
  const differing: string[] = [];
  const ofOne = async (who: Other, page: boolean) => {
    for (const [index, route] of routes.entries()) {
      const nothing = await asked(who, route, ids.unknown, page);
      if (!check(expectedStatus.test(nothing))) differing.push(`${who} ${route.path} unknown: ${nothing}`);
      const foreign = statuses.filter((status) => !mayOpen(who, status, route)).map((status) => ids[status]);
      // As a page, two of them in turn: the document has shown that the status makes no difference.
      const real = page ? foreign.filter((_, at) => at % 3 === index % 3) : foreign;
      for (const id of [...real, malformed[index % malformed.length] ?? '']) {
        const found = await asked(who, route, id, page);
        if (!check(found === nothing)) differing.push(`${who} ${route.method} ${route.path} ${id}: ${found}`);
      }
    }
  };
  await Promise.all(names.flatMap((who) => [ofOne(who, false), ofOne(who, true)]));
  report();
  expect(differing).toEqual([]);
}

describe('what is not yours looks like what is not there', () => {
  test('the routes of one query are all here, so that none is left out below', () => {
    const posts = routes.filter(({ method }) => method === 'POST').map(({ path }) => path);
    expect(Object.keys(inputs).sort()).toEqual(posts.sort());
    expect(
      routes
        .filter(({ method }) => method === 'GET')
        .map(({ path }) => path)
        .sort(),
    ).toEqual([
      '/notices/{id}',
      '/queries/{id}',
      '/queries/{id}/access',
      '/queries/{id}/break-glass',
      '/queries/{id}/card',
      '/queries/{id}/check',
      '/queries/{id}/edit',
      '/queries/{id}/emergency',
      '/queries/{id}/extend',
      '/queries/{id}/offer',
      '/queries/{id}/receipt',
      '/queries/{id}/recuse',
    ]);
  });

  test('to another State, a colleague, other experts, the expert before accepting, the secretariat and the auditor: the same bytes, page or document', async () => {
    await compareAll(others, 'need-to-know', /^\{"status":404,/);
  }, 240_000);

  test('those who have a part find it: the table above is not empty', async () => {
    const { read } = steps(world);
    await read('ingrid', `/queries/${ids.offered}/offer`);
    await read('ingrid', `/queries/${ids.inProgress}`);
    await read('helen', `/queries/${ids.unplaced}/card`);
    await read('litia', `/queries/${ids.draft}/edit`);
  });

  test('an id that was seen anywhere opens nothing for anybody whose it is not', async () => {
    const { check, report } = proof('ids-replayed');
    const tables = ['Queries', 'Keys', 'Sealed', 'Ledger', 'Directory', 'Notices', 'Reports'];
    const everything = JSON.stringify(await Promise.all(tables.map((table) => world.everythingIn(table))));
    const seen = new Set(everything.match(/\b[0-9a-hjkmnp-tv-z]{26}\b/g));
    const notices = await world.everythingIn('Notices');
    const recipients = new Map(notices.map(({ id, recipientId }) => [String(id), world.nameOf(String(recipientId))]));
    const compared = new Set(Object.values(ids));
    const opened: string[] = [];
    const replay = async (who: Other) => {
      for (const path of ['/queries/{id}', '/notices/{id}']) {
        const nothing = await asked(who, { method: 'GET', path }, ids.unknown, false);
        for (const id of seen) {
          if (compared.has(id) || recipients.get(id) === who) continue;
          if (!check((await asked(who, { method: 'GET', path }, id, false)) === nothing))
            opened.push(`${who} ${path} ${id}`);
        }
      }
    };
    await Promise.all(others.map(replay));
    report();
    expect(seen.size).toBeGreaterThan(40);
    expect(opened).toEqual([]);
  });

  test('the suspended: whatever they had, they are asked to sign in, for every id alike', async () => {
    await world.suspend('ingrid');
    theirs.ingrid = {};
    // A page leads to the way in, a form comes back to be sent again, a document says 401.
    await compareAll(['ingrid'], 'need-to-know-suspended', /^\{"status":(401|303),/);
  });
});
