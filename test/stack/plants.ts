/** A leak that is planted in a copy of the product: what it does, where, and what the search must find of it. */
export type Plant = {
  what: string;
  edits: readonly { file: string; find: string; put: string }[];
  found: { word: string; encoding: string; where: RegExp };
};

/** Remembers the last text that was sealed, for the leaks that come past it later. */
export const carrier = {
  file: 'functions/lib/content-store.ts',
  find: 'const { part, version, fields } = content;',
  put: 'const { part, version, fields } = content; globalThis.confided = fields;',
};

const store = 'functions/lib/content-store.ts';
const noticeFields = {
  file: 'functions/lib/notice-item.ts',
  find: 'function noticeFrom({ openKey: _, ',
  put: 'function noticeFrom({ openKey: _, hint: _2, about: _3, ',
};
const bytesOf = (field: string, encoding: string) =>
  `Buffer.from(globalThis.confided?.${field} ?? '').toString('${encoding}')`;

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: this is source text that is looked for and put in its place
/** Twenty of them: one for each way in which a hub like this could come to leak. */
export const plants: readonly Plant[] = [
  {
    what: 'the title in a log',
    edits: [
      { file: store, find: 'const tries = 5;', put: "import { logged } from './log.ts';\nconst tries = 5;" },
      {
        file: store,
        find: carrier.find,
        put: "const { part, version, fields } = content; logged('sealed', { reason: fields.title });",
      },
    ],
    found: { word: 'title', encoding: 'plain', where: /^the log of vault$/ },
  },
  {
    what: 'what the expert asks in the notice that there is something asked',
    edits: [
      noticeFields,
      {
        file: 'functions/lib/notice-item.ts',
        find: "    status: 'pending',\n    attempts: 0,",
        put: "    status: 'pending',\n    hint: globalThis.confided?.body ?? '',\n    attempts: 0,",
      },
    ],
    found: { word: 'asked', encoding: 'plain', where: /^the stream of Notices$/ },
  },
  {
    what: 'the topic backwards in a notice',
    edits: [
      noticeFields,
      {
        file: 'functions/lib/query-store.ts',
        find: 'const { query, notices, load } = change;',
        put: "const { query, load } = change; const notices = change.notices.map((one) => ({ ...one, about: [...query.topic].reverse().join('') }));",
      },
    ],
    found: { word: 'topic', encoding: 'reversed', where: /^Notices$/ },
  },
  {
    what: 'the recipient by name in a mail',
    edits: [
      {
        file: 'functions/lib/telling.ts',
        find: 'noticeId: id };',
        put: 'noticeId: id }; message.text = `${recipient.name}\\n${message.text}`;',
      },
    ],
    found: { word: 'asker', encoding: 'plain', where: /^a mail$/ },
  },
  {
    what: 'the title in an address',
    edits: [
      {
        file: 'functions/routes/draft-query.ts',
        find: 'created(placeAfter(change.query, next, now)',
        put: 'created(`${placeAfter(change.query, next, now)}?lang=${encodeURIComponent(input.title)}`',
      },
    ],
    found: { word: 'title', encoding: 'percent', where: /^the headers of an answer at POST \/queries$/ },
  },
  {
    what: 'the title in hexadecimal in a detail of the ledger',
    edits: [
      {
        file: 'functions/lib/ledger-store.ts',
        find: 'Item: { ...entry,',
        put: `Item: { note: ${bytesOf('title', 'hex')}, ...entry,`,
      },
    ],
    found: { word: 'saved title', encoding: 'hex', where: /^the stream of Ledger$/ },
  },
  {
    what: 'what was typed in an error document',
    edits: [
      {
        file: 'functions/lib/parse-input.ts',
        find: '  return [{ field, ...wrong(issue) }];',
        put: '  return [{ field, ...wrong(issue), typed: JSON.stringify(fields) }];',
      },
    ],
    found: { word: 'refused text', encoding: 'plain', where: /^a problem document told to asker at POST \/queries/ },
  },
  {
    what: 'the question in capitals in the reply that is kept for a repeated request',
    edits: [
      {
        file: 'functions/routes/draft-query.ts',
        find: '{ id: change.query.id, version: 1 }',
        put: '{ id: change.query.id, version: 1, note: input.body.toUpperCase() }',
      },
    ],
    found: { word: 'body', encoding: 'upper case', where: /^a record of a request in Queries$/ },
  },
  {
    what: 'the text in a header of every answer',
    edits: [
      {
        file: 'functions/lib/safe-headers.ts',
        find: "'cache-control': 'no-store',",
        put: `'cache-control': 'no-store', 'x-debug': ${bytesOf('body', 'base64url')},`,
      },
    ],
    found: {
      word: 'saved body',
      encoding: 'base64url',
      where: /^the headers of an answer at POST \/queries\/\{id\}\/save$/,
    },
  },
  {
    what: 'the title beside the wrapped key, as bytes of UTF-16',
    edits: [
      {
        file: store,
        find: 'const { key, item } = await keys.create(id);',
        put: "const { key, item } = await keys.create(id); item.Put.Item.hint = Buffer.from(change.content.fields.title, 'utf16le');",
      },
    ],
    found: { word: 'title', encoding: 'UTF-16, little end first', where: /^Keys$/ },
  },
  {
    what: 'a readable copy beside what is sealed',
    edits: [
      {
        file: store,
        find: 'sealedAt: now, fields: sealed }',
        put: 'sealedAt: now, fields: sealed, copy: encodeURIComponent(encodeURIComponent(fields.body)) }',
      },
    ],
    found: { word: 'body', encoding: 'percent twice', where: /^Sealed$/ },
  },
  {
    what: 'a preview in the list of queries',
    edits: [
      {
        file: 'functions/lib/query-item.ts',
        find: 'export const toItem = (query: Query) => ({ ...query, ...indexKeys(query) });',
        put: "export const toItem = (query: Query) => ({ ...query, ...indexKeys(query), preview: [...(globalThis.confided?.title ?? '')].map((one) => `&#${one.codePointAt(0)};`).join('') });",
      },
      {
        file: 'functions/lib/query-item.ts',
        find: 'new Set<keyof IndexKeys>([',
        put: "new Set<string>(['preview',",
      },
    ],
    found: { word: 'title', encoding: 'HTML entities throughout', where: /^a query in Queries$/ },
  },
  {
    what: 'a wrong password in the count of tries',
    edits: [
      {
        file: 'functions/lib/sign-in.ts',
        find: 'await attempts.begin(name, now);',
        put: 'globalThis.typed = step.typed; await attempts.begin(name, now);',
      },
      {
        file: 'functions/lib/sign-in.ts',
        find: 'tried(email, now, () => identity.begin(email, password)),',
        put: 'tried(email, now, Object.assign(() => identity.begin(email, password), { typed: password })),',
      },
      {
        file: 'functions/lib/attempts.ts',
        find: 'expiresAtSeconds = :expires`',
        put: 'expiresAtSeconds = :expires, typed = :typed`',
      },
      {
        file: 'functions/lib/attempts.ts',
        find: "            ':one': 1,",
        put: "            ':one': 1, ':typed': globalThis.typed ?? '',",
      },
    ],
    found: { word: 'password', encoding: 'plain', where: /^a hash in Directory$/ },
  },
  {
    what: 'who was turned away, beside the count',
    edits: [
      {
        file: 'functions/routes/ask-scope.ts',
        find: 'async ({ input, now, reports })',
        put: 'async ({ input, now, reports, person })',
      },
      { file: 'functions/routes/ask-scope.ts', find: 'countTurnedAway(now)', put: 'countTurnedAway(now, person.name)' },
      {
        file: 'functions/lib/reports.ts',
        find: 'countTurnedAway(now: string)',
        put: 'countTurnedAway(now: string, who: string)',
      },
      { file: 'functions/lib/reports.ts', find: "'ADD #count :one'", put: "'ADD #count :one SET who = :who'" },
      { file: 'functions/lib/reports.ts', find: "{ ':one': 1 }", put: "{ ':one': 1, ':who': who }" },
    ],
    found: { word: 'asker', encoding: 'plain', where: /^Reports$/ },
  },
  {
    what: 'the expert’s name to those who ask',
    edits: [
      {
        file: 'shared/witness.ts',
        find: ".filter(({ as }) => as === 'asker' || as === 'co-owner' || as === 'emergency')",
        put: '.filter(() => true)',
      },
    ],
    found: { word: 'expert', encoding: 'plain', where: /^a body told to asker at GET \/queries\/\{id\}\/access$/ },
  },
  {
    what: 'a hash of the reason for urgency as the tag of a page',
    edits: [
      {
        file: 'functions/routes/query-card.ts',
        find: '    return ok({',
        put: "    const etag = process.getBuiltinModule('node:crypto').createHash('sha256').update(urgency.reason ?? '').digest('hex');\n    return Object.assign({ headers: { etag } }, ok({",
      },
      {
        file: 'functions/routes/query-card.ts',
        find: '      others: othersOf(query, others),\n    });',
        put: '      others: othersOf(query, others),\n    }));',
      },
    ],
    found: {
      word: 'urgency reason',
      encoding: 'SHA-256 in hex',
      where: /^the headers of an answer at GET \/queries\/\{id\}\/card$/,
    },
  },
  {
    what: 'the message of a fault in a log',
    edits: [
      {
        file: 'functions/lib/log.ts',
        find: '{ ...fields, error: name,',
        put: '{ ...fields, detail: error.message, error: name,',
      },
    ],
    found: { word: 'urgency reason', encoding: 'plain', where: /^the log of vault$/ },
  },
  {
    what: 'the title as a key that is looked up',
    edits: [
      {
        file: store,
        find: '      return { query, parts };',
        put: "      await client.send(new (await import('@aws-sdk/lib-dynamodb')).GetCommand({ TableName: tables.queries, Key: { id: [...(parts[0]?.fields.title ?? '')].reverse().join('') } }));\n      return { query, parts };",
      },
    ],
    found: { word: 'saved title', encoding: 'reversed', where: /^dynamodb GetItem$/ },
  },
  {
    what: 'the rows of the ledgers in the log of whoever signs them',
    edits: [
      {
        file: 'functions/lib/changed-ledgers.ts',
        find: 'rowsOf(client, table, subjectId),',
        put: 'rowsOf(client, table, subjectId).then((rows) => (console.log(JSON.stringify(rows)), rows)),',
      },
    ],
    found: { word: 'topic', encoding: 'plain', where: /^the log of anchor$/ },
  },
  {
    what: 'the reason for urgency to the expert',
    edits: [
      {
        file: 'functions/routes/thread.ts',
        find: '...threadOf(query, parts),',
        put: '...threadOf(query, parts), urgency: query.urgency,',
      },
    ],
    found: { word: 'urgency reason', encoding: 'plain', where: /^a body told to expert at GET \/queries\/\{id\}$/ },
  },
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above
