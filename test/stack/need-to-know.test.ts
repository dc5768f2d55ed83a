import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { assignClearer } from '../../shared/clearing.ts';
import { newId } from '../../shared/identifiers.ts';
import { Expert, Official } from '../../shared/people.ts';
import { shippedSettings } from '../../shared/settings.ts';
import { long, patience } from '../long.ts';
import { proof } from '../rules/proof.ts';
import { decides, past, rewritten } from './by-hand.ts';
import { type Answer, changing } from './client.ts';
import { asking, everythingChecked, steps } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
/** A query of Litia's in each status, and an id that nothing has. */
const ids = {
  ...{ draft: '', discarded: '', unplaced: '', offered: '', inProgress: '', waiting: '', toClear: '', clearing: '' },
  ...{ answered: '', closed: '', withdrawn: '', erased: '', unknown: newId() },
};
type Status = Exclude<keyof typeof ids, 'unknown'>;
const statuses: readonly Status[] = [
  ...(['draft', 'discarded', 'unplaced', 'offered', 'inProgress', 'waiting', 'toClear', 'clearing'] as const),
  ...(['answered', 'closed', 'withdrawn', 'erased'] as const),
];

/** Ids that are no ids, each as long as one: only what is said of an id may differ, and nothing is. */
const malformed = ['U'.repeat(26), `${'ilou'.repeat(6)}il`, '..................--------', `${'0'.repeat(25)}-`];

const colleague = 'sereana';
/** Everybody who has no part in these queries, or only the part that `theirs` names. */
const clearer = 'clara';
const deputy = 'dora';
const others = [
  ...(['wilmer', 'josefa', colleague, 'grace', 'ingrid', clearer, deputy, 'helen', 'niamh'] as const),
] as const;
type Other = (typeof others)[number];

/** What an expert with a grant may ask for, until the window closes: what does not fit the status is refused, not hidden. */
const atWork = [
  'GET /queries/{id}',
  'POST /queries/{id}/ask-information',
  'POST /queries/{id}/save-advice',
  'POST /queries/{id}/add-note',
  'POST /queries/{id}/preview-advice',
  'POST /queries/{id}/ask-review',
  'GET /queries/{id}/recuse',
  'POST /queries/{id}/recuse',
];

/** What those who do have a part may open, written from the design: all the rest is as if it were not there. */
const theirs: Partial<Record<Other, Partial<Record<Status, readonly string[]>>>> = {
  // The expert: the blind card before accepting, the text only after; both end where they end.
  ingrid: {
    offered: ['GET /queries/{id}/offer', 'POST /queries/{id}/accept', 'POST /queries/{id}/decline'],
    inProgress: atWork,
    waiting: atWork,
    toClear: atWork,
    clearing: atWork,
    answered: atWork,
    // The window of an answer outlives a thank-you; what was taken back is nobody's at once.
    closed: atWork,
  },
  // The second expert: the blind card before accepting, the text only after, and only until it is cleared.
  [clearer]: {
    toClear: [
      'GET /queries/{id}/clearance',
      'POST /queries/{id}/accept-clearance',
      'POST /queries/{id}/decline-clearance',
    ],
    clearing: [
      'GET /queries/{id}',
      'POST /queries/{id}/add-note',
      'POST /queries/{id}/approve',
      'POST /queries/{id}/return',
      'POST /queries/{id}/decline-clearance',
    ],
  },
  // Who stands in for Ingrid: the blind card of what she is at work on.
  [deputy]: Object.fromEntries(
    ['inProgress', 'waiting', 'toClear', 'clearing'].map((status) => [
      status,
      ['GET /queries/{id}/stand-in', 'POST /queries/{id}/take-over'],
    ]),
  ),
  // The secretariat: metadata, never content.
  helen: Object.fromEntries(
    statuses
      .filter((status) => !['draft', 'discarded', 'erased'].includes(status))
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
          'POST /queries/{id}/let-wait',
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
          'POST /queries/{id}/pause',
          'POST /queries/{id}/resume',
        ],
      ]),
  ),
};

/** What a form of each route sends, so that nothing is refused for its input. */
const inputs: Record<string, Record<string, string>> = {
  '/queries/{id}/save': { ...asking },
  '/queries/{id}/save-background': { urgency: 'standard' },
  '/queries/{id}/save-contact': { language: 'en', replyLanguages: 'en', confidentiality: 'standard' },
  '/queries/{id}/send': {},
  '/queries/{id}/accept': { noConflict: 'yes' },
  '/queries/{id}/decline': { reason: 'no-time' },
  '/queries/{id}/discard': {},
  '/queries/{id}/ask-information': { asked: 'Which bill?' },
  '/queries/{id}/give-information': { information: 'The second.' },
  '/queries/{id}/add-information': { information: 'More.' },
  '/queries/{id}/pause': {},
  '/queries/{id}/resume': {},
  '/queries/{id}/save-advice': { advice: 'Advice' },
  '/queries/{id}/preview-advice': { advice: 'Advice' },
  '/queries/{id}/ask-review': { advice: 'Advice' },
  '/queries/{id}/add-note': { note: 'A note' },
  '/queries/{id}/accept-clearance': { noConflict: 'yes' },
  '/queries/{id}/decline-clearance': { reason: 'no-time' },
  '/queries/{id}/approve': everythingChecked,
  '/queries/{id}/return': { comment: 'Say why.' },
  '/queries/{id}/take-over': { noConflict: 'yes' },
  '/queries/{id}/follow-up': { followUp: 'And superiors?' },
  '/queries/{id}/thank': {},
  '/queries/{id}/give-feedback': { answered: 'yes', clear: 'yes', inTime: 'yes' },
  '/queries/{id}/reopen': { followUp: 'And now?' },
  '/queries/{id}/withdraw': { sure: 'yes' },
  '/queries/{id}/accept-referral': { consent: 'yes' },
  '/queries/{id}/refuse-referral': {},
  '/queries/{id}/assign': { expertId: newId(), assignReason: 'best-fit' },
  '/queries/{id}/assign-clearer': { clearerId: newId(), clearerReason: 'best-fit' },
  '/queries/{id}/let-wait': { pauseReason: 'away' },
  '/queries/{id}/ask-about': { about: 'topic' },
  '/queries/{id}/extend': { dueOn: '2099-01-31', extensionReason: 'complex' },
  '/queries/{id}/change-topic': { topic: 'npm', topicReason: 'asker-says' },
  '/queries/{id}/turn-down': { notAdvisedReason: 'asked-elsewhere', turnTo: 'ohchr' },
  '/queries/{id}/propose-referral': { partner: 'apt', referralReason: 'no-room' },
  '/queries/{id}/close-unanswered': {},
  '/queries/{id}/hold-erasure': { holdReason: 'inquiry' },
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
  const { drafted, sent, offered, post, versionOf } = steps(world);
  // Ingrid has somebody who stands in for her, and somebody clears who does nothing else.
  const ingrid = Expert.parse(world.personOf('ingrid'));
  const free = { ...ingrid.expertise, capacity: 50 };
  const expert = (name: string, expertise: object) =>
    world.add(Expert.parse({ ...ingrid, id: newId(), name, email: `${name}@experts.example`, expertise }));
  await expert(deputy, { ...free, languages: ['zh'] });
  await expert(clearer, { ...free, languages: ['zh'] });
  const deputised = { ...free, deputyId: world.personOf(deputy).id };
  await world.craft('Directory', { key: `person#${ingrid.id}` }, { expertise: deputised });

  const moves = async (name: string, id: string, verb: string, input: object = {}) =>
    post(name, `/queries/${id}/${verb}`, input, await versionOf(id));
  const work = async (): Promise<string> => {
    const { id, expert: holder } = await offered('litia');
    if (holder !== 'ingrid') await moves('helen', id, 'assign', { expertId: ingrid.id, assignReason: 'best-fit' });
    await moves('ingrid', id, 'accept', { noConflict: 'yes' });
    return id;
  };
  const handedTo = async (): Promise<string> => {
    const id = await work();
    await moves('ingrid', id, 'ask-review', { advice: 'Advice' });
    await world.hub.drain();
    await decides(world, 'helen', id, 'assign-clearer', (query, now) =>
      assignClearer(query, Expert.parse(world.personOf(clearer)), shippedSettings, now),
    );
    return id;
  };
  const advised = async (): Promise<string> => {
    const id = await handedTo();
    await moves(clearer, id, 'accept-clearance', { noConflict: 'yes' });
    await moves(clearer, id, 'approve', everythingChecked);
    return id;
  };

  for (const name of others) await world.credentialsOf(name);
  ids.draft = (await drafted('litia')).id;
  ids.waiting = await work();
  await moves('ingrid', ids.waiting, 'ask-information', { asked: 'Which bill?' });
  ids.toClear = await handedTo();
  ids.clearing = await handedTo();
  await moves(clearer, ids.clearing, 'accept-clearance', { noConflict: 'yes' });
  ids.answered = await advised();
  ids.closed = await advised();
  await moves('litia', ids.closed, 'thank');
  ids.withdrawn = await work();
  await moves('litia', ids.withdrawn, 'withdraw', { sure: 'yes' });
  ids.erased = await work();
  await moves('litia', ids.erased, 'withdraw', { sure: 'yes' });
  await rewritten(world, ids.erased, (query) =>
    query.status === 'withdrawn' ? { ...query, erasure: 'announced', eraseAt: past } : query,
  );
  await world.hub.tick('erase');
  ids.discarded = (await drafted('litia')).id;
  await moves('litia', ids.discarded, 'discard');
  // Nobody reads Russian.
  ids.unplaced = await sent('litia', { language: 'ru' });
  ids.inProgress = await work();
  const last = await offered('litia');
  ids.offered = last.id;
  if (last.expert !== 'ingrid')
    await moves('helen', last.id, 'assign', { expertId: ingrid.id, assignReason: 'best-fit' });
  const { paths } = Described.parse(JSON.parse((await world.wire.json('GET', '/openapi.json')).text));
  routes = Object.entries(paths).flatMap(([path, methods]) =>
    path.includes('{id}') ? Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })) : [],
  );
}, patience);
afterAll(() => world.stop());

/** An answer as somebody compares it: everything but the time, the request's number and the id that was asked for. */
function compared({ status, headers, text }: Answer, id: string): string {
  const { date: _1, 'x-amzn-requestid': number, ...rest } = headers;
  const incident = String(number).slice(0, 8);
  return JSON.stringify({ status, rest, text }).replaceAll(id, '<id>').replaceAll(incident, '<incident>');
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
      // Some of the statuses in turn, so that every route meets all of them between these people; as a page, fewer.
      const every = long ? 1 : page ? 12 : 6;
      const turn = index + names.indexOf(who);
      const real = foreign.filter((_, at) => at % every === turn % every);
      const badly = malformed[(index + names.indexOf(who)) % (long ? 4 : 12)];
      for (const id of [...real, ...(badly ? [badly] : [])]) {
        const found = await asked(who, route, id, page);
        if (!check(found === nothing)) differing.push(`${who} ${route.method} ${route.path} ${id}: ${found}`);
      }
    }
  };
  // Three at once: there are four threads for each function.
  const rest = names.flatMap((who) => [false, true].map((page) => () => ofOne(who, page)));
  const inTurn = async () => {
    for (let next = rest.shift(); next; next = rest.shift()) await next();
  };
  await Promise.all([inTurn(), inTurn(), inTurn()]);
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
      '/queries/{id}/background',
      '/queries/{id}/break-glass',
      '/queries/{id}/card',
      '/queries/{id}/check',
      '/queries/{id}/clearance',
      '/queries/{id}/contact',
      '/queries/{id}/edit',
      '/queries/{id}/emergency',
      '/queries/{id}/extend',
      '/queries/{id}/offer',
      '/queries/{id}/question',
      '/queries/{id}/receipt',
      '/queries/{id}/recuse',
      '/queries/{id}/stand-in',
      '/queries/{id}/timeline',
    ]);
  });

  test(
    'to another State, a colleague, other experts, the expert before accepting, the secretariat and the auditor: the same bytes, page or document',
    async () => {
      await compareAll(others, 'need-to-know', /^\{"status":404,/);
    },
    patience,
  );

  test('those who have a part find it: the table above is not empty', async () => {
    const { read } = steps(world);
    await read('ingrid', `/queries/${ids.offered}/offer`);
    await read('ingrid', `/queries/${ids.inProgress}`);
    await read('ingrid', `/queries/${ids.clearing}`);
    await read(clearer, `/queries/${ids.clearing}`);
    await read(clearer, `/queries/${ids.toClear}/clearance`);
    await read(deputy, `/queries/${ids.waiting}/stand-in`);
    await read('litia', `/queries/${ids.erased}/receipt`);
    await read('helen', `/queries/${ids.unplaced}/card`);
    for (const page of ['edit', 'question', 'background', 'contact'])
      await read('litia', `/queries/${ids.draft}/${page}`);
  });

  test(
    'an id that was seen anywhere opens nothing for anybody whose it is not',
    async () => {
      const { check, report } = proof('ids-replayed');
      const tables = ['Queries', 'Keys', 'Sealed', 'Ledger', 'Directory', 'Notices', 'Reports'];
      const everything = JSON.stringify(await Promise.all(tables.map((table) => world.everythingIn(table))));
      const seen = new Set(everything.match(/\b[0-9a-hjkmnp-tv-z]{26}\b/g));
      const notices = await world.everythingIn('Notices');
      const recipients = new Map(notices.map(({ id, recipientId }) => [String(id), world.nameOf(String(recipientId))]));
      const compared = new Set(Object.values(ids));
      const opened: string[] = [];
      // Each id by three people in turn.
      const turn = new Map([...seen].map((id, index) => [id, index]));
      const replay = async (who: Other, place: number) => {
        for (const path of ['/queries/{id}', '/notices/{id}']) {
          const nothing = await asked(who, { method: 'GET', path }, ids.unknown, false);
          for (const id of seen) {
            if (compared.has(id) || recipients.get(id) === who || ((turn.get(id) ?? 0) + place) % 3 > 0) continue;
            if (!check((await asked(who, { method: 'GET', path }, id, false)) === nothing))
              opened.push(`${who} ${path} ${id}`);
          }
        }
      };
      for (const [place, who] of others.entries()) await replay(who, place);
      report();
      expect(seen.size).toBeGreaterThan(40);
      expect(opened).toEqual([]);
    },
    patience,
  );

  test(
    'the suspended: whatever they had, they are asked to sign in, for every id alike',
    async () => {
      await world.suspend('ingrid');
      theirs.ingrid = {};
      // A page leads to the way in, a form comes back to be sent again, a document says 401.
      await compareAll(['ingrid'], 'need-to-know-suspended', /^\{"status":(401|303),/);
    },
    patience,
  );
});
