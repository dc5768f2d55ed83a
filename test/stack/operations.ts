import * as z from 'zod';
import { everythingChecked, type steps } from './steps.ts';

const Referenced = z.object({ reference: z.string() });

const reading = {
  'vault BatchGetItem Directory': 1,
  'vault GetItem Queries': 1,
  'vault Query Ledger': 1,
  'vault PutItem Ledger': 1,
  // Whether the right still stands, with the key and every text, once the reading is on record.
  'vault BatchGetItem Directory Keys Queries Sealed': 1,
  'vault kms Decrypt': 1,
};
const mail = {
  'notify UpdateItem Notices': 2,
  'notify GetItem Directory': 1,
  'notify GetItem Queries': 1,
  'notify ses SendEmail': 1,
};

/** What the figures take where a clock or a query begins or ends. */
const tallied = {
  'tally Query Ledger': 1,
  'tally GetItem Reports': 1,
  'tally TransactWriteItems Reports': 1,
  'tally UpdateItem Reports': 1,
};

/** A change of a query by the vault: who, may they, and the ledger's head. */
const moving = { 'vault BatchGetItem Directory': 1, 'vault GetItem Queries': 1, 'vault Query Ledger': 1 };
/** One with a text to be sealed: under the query's own key. */
const writing = {
  ...{ ...moving, 'vault GetItem Keys': 1, 'vault kms Decrypt': 1 },
  'vault TransactWriteItems Ledger Notices Queries Sealed': 1,
};
/** The same where nobody is told. */
const quietly = {
  'vault TransactWriteItems Ledger Notices Queries Sealed': 0,
  'vault TransactWriteItems Ledger Queries Sealed': 1,
};
const routerLooks = { 'offer GetItem Queries': 1, 'offer Query Ledger': 1 };

/** An operation of an API client, and what it costs: calls to AWS and units read and written, with all that follows from it. */
type Priced = {
  what: string;
  act: () => Promise<unknown>;
  calls: Record<string, number>;
  units: readonly [read: number, write: number];
};

/** What is done with one question, in this order. */
export function operationsOf(people: () => ReturnType<typeof steps>): { all: readonly Priced[]; id: () => string } {
  let id = '';
  let clearer = '';
  let reference = '';
  const moves = async (who: string, verb: string, input: object) =>
    people().post(who, `/queries/${id}/${verb}`, input, await people().versionOf(id));
  const all: [Priced['what'], Priced['act'], Priced['units'], Priced['calls']][] = [
    [
      'begin a draft',
      async () => {
        id = (await people().drafted('litia')).id;
      },
      [3, 14],
      {
        'vault BatchGetItem Directory': 1,
        // Their institution.
        'vault GetItem Directory': 1,
        'vault kms GenerateDataKey': 1,
        'vault TransactWriteItems Keys Ledger Queries Sealed': 1,
      },
    ],
    [
      'save its background, with the question kept as it was',
      () => moves('litia', 'save-background', { urgency: 'standard', law: 'Bill 12' }),
      [6, 11],
      { ...writing, ...quietly, 'vault BatchGetItem Sealed': 1 },
    ],
    [
      'save its languages: no text is touched',
      () => moves('litia', 'save-contact', { language: 'en', replyLanguages: ['en'], confidentiality: 'standard' }),
      [4, 9],
      {
        ...{ 'desk BatchGetItem Directory': 1, 'desk GetItem Queries': 1, 'desk Query Ledger': 1 },
        'desk TransactWriteItems Ledger Queries': 1,
      },
    ],
    [
      'see its steps',
      () => people().read('litia', `/queries/${id}/edit`),
      [4, 0],
      { 'desk BatchGetItem Directory': 1, 'desk GetItem Queries': 1, 'desk Query Ledger': 1 },
    ],
    ['check it', () => people().read('litia', `/queries/${id}/check`), [8, 2], reading],
    [
      'send it, offer and two mails included',
      () => moves('litia', 'send', {}),
      [15.5, 63],
      {
        'vault BatchGetItem Directory': 1,
        // Their institution, which must stand the same when the question is written.
        'vault GetItem Directory': 1,
        'vault GetItem Queries': 1,
        'vault Query Ledger': 1,
        'vault TransactWriteItems Directory Ledger Notices Queries': 1,
        ...tallied,
        'offer GetItem Queries': 1,
        'offer Query Ledger': 1,
        'offer Query Directory': 1,
        'offer BatchGetItem Queries': 1,
        // The expert, who must be the same when the offer is written.
        'offer TransactWriteItems Directory Ledger Notices Queries': 1,
        ...Object.fromEntries(Object.entries(mail).map(([call, count]) => [call, 2 * count])),
      },
    ],
    [
      'see its receipt',
      async () => {
        reference = Referenced.parse(await people().read('litia', `/queries/${id}/receipt`)).reference;
      },
      [5, 0],
      // The ledger’s head, and all of it for the check code.
      { 'desk BatchGetItem Directory': 1, 'desk GetItem Queries': 1, 'desk Query Ledger': 2 },
    ],
    [
      'list one’s queries',
      () => people().read('litia', '/queries'),
      [3.5, 0],
      { 'desk BatchGetItem Directory': 1, 'desk Query Queries': 1, 'desk BatchGetItem Queries': 1 },
    ],
    [
      'list what one is offered',
      () => people().read('ingrid', '/queue'),
      [3.5, 0],
      { 'desk BatchGetItem Directory': 1, 'desk Query Queries': 1, 'desk BatchGetItem Queries': 1 },
    ],
    [
      'look at an offer',
      () => people().read('ingrid', `/queries/${id}/offer`),
      [4, 0],
      { 'desk BatchGetItem Directory': 1, 'desk GetItem Queries': 1, 'desk Query Ledger': 1 },
    ],
    [
      'accept it, mail included',
      () => moves('ingrid', 'accept', { noConflict: 'yes' }),
      [8, 33],
      {
        'desk BatchGetItem Directory': 1,
        'desk GetItem Queries': 1,
        'desk Query Ledger': 1,
        'desk TransactWriteItems Ledger Notices Queries': 1,
        ...mail,
        ...tallied,
      },
    ],
    ['read', () => people().read('ingrid', `/queries/${id}`), [8, 2], reading],
    [
      'ask for information, mail included',
      () => moves('ingrid', 'ask-information', { asked: 'Which draft?' }),
      [9, 28],
      { ...writing, ...mail, ...tallied },
    ],
    [
      'reply, mail included',
      () => moves('litia', 'give-information', { information: 'The second.' }),
      [9, 25],
      // The router hears of it, and finds that nobody is looked for.
      { ...writing, ...mail, ...routerLooks },
    ],
    [
      'add a note',
      () => moves('ingrid', 'add-note', { note: 'Ask the Committee.' }),
      [5, 13],
      { ...writing, ...quietly },
    ],
    [
      'keep a draft of the advice',
      () => moves('ingrid', 'save-advice', { advice: 'A' }),
      [5, 15],
      { ...writing, ...quietly },
    ],
    [
      'hand the advice in, the second expert asked and told',
      async () => {
        clearer = await people().handedIn(id, 'ingrid');
      },
      [11, 43],
      {
        ...{ ...writing, ...quietly, ...routerLooks, ...mail },
        'offer Query Directory': 1,
        'offer BatchGetItem Queries': 1,
        'offer TransactWriteItems Directory Ledger Notices Queries': 1,
      },
    ],
    [
      'look at a clearance',
      () => people().read(clearer, `/queries/${id}/clearance`),
      [4, 0],
      { 'desk BatchGetItem Directory': 1, 'desk GetItem Queries': 1, 'desk Query Ledger': 1 },
    ],
    [
      'take it',
      () => moves(clearer, 'accept-clearance', { noConflict: 'yes' }),
      [4, 15],
      {
        ...{ 'desk BatchGetItem Directory': 1, 'desk GetItem Queries': 1, 'desk Query Ledger': 1 },
        'desk TransactWriteItems Ledger Queries': 1,
      },
    ],
    ['read it to clear it', () => people().read(clearer, `/queries/${id}`), [12, 2], reading],
    [
      'clear it, mail included: no text is touched',
      () => moves(clearer, 'approve', everythingChecked),
      [9, 45],
      { ...moving, 'vault TransactWriteItems Ledger Notices Queries': 1, ...mail, ...tallied },
    ],
    ['read the answer', () => people().read('litia', `/queries/${id}`), [11, 2], reading],
    [
      'ask a follow-up, mail included',
      () => moves('litia', 'follow-up', { followUp: 'And superiors?' }),
      [12, 36],
      { ...writing, ...mail, ...routerLooks, ...tallied },
    ],
    [
      'read what an expert reads, draft, notes and all',
      () => people().read('ingrid', `/queries/${id}`),
      [13, 2],
      reading,
    ],
    [
      'see the board',
      () => people().read('helen', '/board'),
      [2.5, 0],
      { 'office BatchGetItem Directory': 1, 'office Query Queries': 1 },
    ],
    [
      'find a query by its reference',
      () => people().read('helen', `/board/find?reference=${reference}`),
      [4, 0],
      // By the reference its id, by the id the query.
      { 'office BatchGetItem Directory': 1, 'office BatchGetItem Queries': 2 },
    ],
    [
      'look into the inbox, whatever the number of notices',
      () => people().read('litia', '/inbox'),
      [5.5, 0],
      {
        ...{ 'desk BatchGetItem Directory': 1 },
        ...{ 'desk Query Notices': 1, 'desk BatchGetItem Notices': 1, 'desk BatchGetItem Queries': 1 },
      },
    ],
    [
      'see response times',
      () => people().read('helen', '/response-times'),
      [2.5, 0],
      { 'office BatchGetItem Directory': 1, 'office Query Reports': 1 },
    ],
    [
      'see response times by topic',
      () => people().read('helen', '/response-times?by=topic'),
      [2.5, 0],
      { 'office BatchGetItem Directory': 1, 'office Query Reports': 1 },
    ],
    [
      'see one query’s card',
      () => people().read('helen', `/queries/${id}/card`),
      [15.5, 0],
      {
        'desk BatchGetItem Directory': 1,
        // The asker, and the asker's institution.
        'desk GetItem Directory': 2,
        'desk Query Directory': 1,
        'desk GetItem Queries': 1,
        // The other queries of the institution.
        'desk Query Queries': 1,
        // These, and what the experts carry.
        'desk BatchGetItem Queries': 2,
        // Its head, and all of it.
        'desk Query Ledger': 2,
      },
    ],
  ];
  const listed = ([what, act, units, calls]: (typeof all)[number]): Priced => ({ what, act, calls, units });
  return { all: all.map(listed), id: () => id };
}

/** One question through its life, as most go: asked, offered, accepted, opened, answered, cleared, read; the board seen five times. */
export async function lead(people: ReturnType<typeof steps>): Promise<void> {
  const { id, expert } = await people.accepted('litia');
  await people.read(expert, `/queries/${id}`);
  const clearer = await people.handedIn(id, expert);
  await people.takenForClearance(id, clearer);
  await people.read(clearer, `/queries/${id}`);
  await people.post(clearer, `/queries/${id}/approve`, everythingChecked, await people.versionOf(id));
  await people.read('litia', `/queries/${id}`);
  for (let seen = 0; seen < 5; seen += 1) await people.read('helen', '/board');
}
