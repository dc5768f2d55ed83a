import { randomUUID } from 'node:crypto';
import fc from 'fast-check';

const values = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    'yes',
    'requested',
    'standard',
    'legislation',
    'en',
    '2099-01-31',
    '0'.repeat(26),
    '__proto__',
    '\ud800',
  ),
  fc.string({ minLength: 190, maxLength: 210 }),
  fc.jsonValue({ maxDepth: 3 }),
);
const names = fc.constantFrom(
  ...['title', 'body', 'topic', 'language', 'urgency', 'neededBy', 'urgencyReason', 'noConflict', 'reason', 'expertId'],
  ...['law', 'tried', 'replyLanguages', 'confidentiality'],
  ...[
    'idempotencyKey',
    'version',
    'email',
    'password',
    'code',
    'challenge',
    'secret',
    'otpauth',
    'next',
    '__proto__',
    'x',
  ],
);
const objects = fc.dictionary(names, values, { maxKeys: 8 });
const bodies = fc.oneof(
  { weight: 4, arbitrary: objects.map((fields) => ({ type: 'application/json', body: JSON.stringify(fields) })) },
  {
    weight: 3,
    arbitrary: fc.dictionary(names, fc.string({ unit: 'grapheme' }), { maxKeys: 8 }).map((fields) => ({
      type: 'application/x-www-form-urlencoded',
      body: String(new URLSearchParams(fields)),
    })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain', ''),
      body: fc.string({ unit: 'binary', maxLength: 60 }),
    }),
  },
);
/** Whatever anybody could send to a route that changes something. */
export const requests = fc.record({
  route: fc.nat(),
  who: fc.constantFrom('litia', 'ingrid', 'helen', 'niamh', undefined),
  target: fc.constantFrom('draft', 'offered', 'inProgress', 'unknown'),
  accept: fc.constantFrom('text/html', 'application/json', '*/*', ''),
  byCookie: fc.boolean(),
  key: fc.option(fc.constantFrom(randomUUID(), 'x', '{}')),
  match: fc.option(fc.constantFrom('"1"', '"2"', '"3"', '"4"', '*', '-1')),
  sent: bodies,
});
