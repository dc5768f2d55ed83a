import { SESClient, type SendEmailCommandInput } from '@aws-sdk/client-ses';
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { mailer } from '../../functions/lib/mailer.ts';
import { writeMime } from '../../local/mime.ts';
import { noticesOf } from '../../shared/audience.ts';
import { eventCodes } from '../../shared/events.ts';
import { newId } from '../../shared/identifiers.ts';
import { Institution } from '../../shared/institutions.ts';
import { directionOf, locales } from '../../shared/languages.ts';
import { NoticeKind } from '../../shared/notices.ts';
import { Person } from '../../shared/people.ts';
import { mailOfNotice } from '../../web/mail/notice-mail.ts';
import { textIn } from '../../web/text/text.ts';
import { asker, ministry } from './cast.ts';
import { mailboxesIn, readMessage, shown, valueIn } from './mime-reader.ts';
import { proof, prove, seedOf } from './proof.ts';
import { ids, sentQueries } from './worlds.ts';

const origin = 'https://advice-hub.example';
const from = 'no-reply@advice-hub.example';
const headers = ['from', 'to', 'subject', 'date', 'message-id', 'mime-version', 'content-type'];

const ses = new SESClient({ region: 'eu-central-1' });
const asked: SendEmailCommandInput[] = [];
// Stands where the request would be written: what the hub asks of SES, and nothing leaves.
ses.middlewareStack.add(
  () => async (call) => {
    asked.push(
      Object.assign({ Source: '', Destination: {}, Message: { Subject: { Data: '' }, Body: {} } }, call.input),
    );
    return { output: { $metadata: {}, MessageId: 'taken' }, response: {} };
  },
  { step: 'initialize', priority: 'high' },
);

/** A message as it would travel, or nothing where the hub refuses to send it. SES is asked for exactly what it is given here. */
async function travelling(message: Parameters<ReturnType<typeof mailer>['send']>[0]): Promise<string | undefined> {
  asked.length = 0;
  await mailer(from, 'rules', ses)
    .send(message)
    .catch(() => undefined);
  const [one] = asked;
  if (!one) return undefined;
  const { Source = '', Destination, Message, Tags } = one;
  expect(Tags).toEqual([{ Name: 'notice', Value: message.noticeId }]);
  expect([Destination?.CcAddresses, Destination?.BccAddresses]).toEqual([undefined, undefined]);
  return writeMime(
    {
      from: Source,
      to: Destination?.ToAddresses ?? [],
      cc: [],
      replyTo: [],
      subject: Message?.Subject?.Data ?? '',
      text: Message?.Body?.Text?.Data,
      html: Message?.Body?.Html?.Data,
    },
    'id',
    new Date(0),
  );
}

/** What a mail program makes of a message, by a published parser that knows nothing of who wrote it. */
async function opened(raw: string) {
  const {
    headers: lines,
    to = [],
    cc = [],
    bcc = [],
    replyTo = [],
    subject,
    text,
    html,
    attachments,
  } = await PostalMime.parse(raw);
  return {
    names: lines.map(({ key }) => key).join(),
    to: to.map(({ address }) => address),
    others: [...cc, ...bcc, ...replyTo, ...attachments].length,
    ...{ subject, text, html },
  };
}

describe('a mail', () => {
  test('of every kind in every language reads as it was meant, in any mail program', async () => {
    const { check, report } = proof('mail-render');
    for (const kind of NoticeKind.options) {
      for (const locale of locales) {
        const id = newId();
        const mail = mailOfNotice({ id, kind }, locale, origin);
        const raw = (await travelling({ to: 'a@b.example', ...mail, noticeId: id })) ?? '';
        const message = readMessage(raw);
        expect(await opened(raw)).toEqual({
          ...{ names: headers.join(), to: ['a@b.example'], others: 0 },
          ...{ subject: mail.subject, text: mail.text, html: mail.html },
        });
        const [text, html, ...more] = message.parts;
        const link = `${origin}/notices/${id}`;
        const sentence = textIn(locale)(`mail.${kind}.sentence`);
        const crlf = (written: string) => written.replaceAll('\n', '\r\n');
        const holds =
          message.headers.map(([name]) => name).join() === headers.join() &&
          shown(valueIn(message.headers, 'subject')) === mail.subject &&
          mailboxesIn(valueIn(message.headers, 'to')).join() === 'a@b.example' &&
          more.length === 0 &&
          /^text\/plain; charset=UTF-8$/i.test(valueIn(text?.headers ?? [], 'content-type')) &&
          /^text\/html; charset=UTF-8$/i.test(valueIn(html?.headers ?? [], 'content-type')) &&
          crlf(text?.body ?? '') === crlf(mail.text) &&
          html?.body === mail.html &&
          [text, html].every((part) => part?.body.includes(sentence) && part.body.split(link).length === 2) &&
          html.body.startsWith(`<!doctype html><html lang="${locale}" dir="${directionOf(locale)}">`) &&
          !/<(img|script|link|style|iframe|form|object)\b|url\(|src=/i.test(html.body);
        expect(check(holds), `${kind} in ${locale}`).toBe(true);
      }
    }
    report();
  });

  test('says the same of any two queries: two of a kind differ in their reference and nothing else', () => {
    const codes = [...eventCodes];
    const content = fc.record({ title: fc.string(), text: fc.string(), name: fc.string(), institution: fc.string() });
    const pairs = fc.record({
      first: sentQueries,
      second: sentQueries,
      code: fc.constantFrom(...codes),
      secretariat: fc.uniqueArray(ids, { minLength: 1, maxLength: 2 }),
      named: ids,
      locale: fc.constantFrom(...locales),
      // What stands beside a notice where it is written: a mail made from more than its kind and id would differ by it.
      contents: fc.tuple(content, content),
    });
    const constant = (id: string, mail: object) =>
      JSON.stringify(mail)
        .replaceAll(id, '<id>')
        .replaceAll(`${id.slice(0, 4)}-${id.slice(4, 8)}`.toUpperCase(), '<reference>');
    prove(
      'mail-equal',
      pairs,
      ({ first, second, code, secretariat, named, locale, contents }) => {
        const mailsOf = (query: typeof first, beside: object) =>
          new Map(
            noticesOf(code, query, { secretariat, named: [named] }).map((notice) => {
              const id = newId();
              const written = { ...query, ...beside, ...notice, id };
              return [notice.kind, constant(id, mailOfNotice(written, locale, origin))];
            }),
          );
        const [ones, others] = [mailsOf(first, contents[0]), mailsOf(second, contents[1])];
        const kinds = [...ones.keys()].filter((kind) => others.has(kind));
        // Of an event that both are told of, and of no other, two mails are compared.
        fc.pre(kinds.length > 0);
        return kinds.every((kind) => ones.get(kind) === others.get(kind));
      },
      3000,
    );
  });
});

describe('a name or an address', () => {
  const breaks = [
    '\r\n',
    '\n',
    '\r',
    '\r\n\r\n',
    '\u0000',
    '\u000b',
    '\u000c',
    '\u0085',
    '\u2028',
    '\u2029',
    '%0d%0a',
    '\\r\\n',
    '=0D=0A',
    '\u010a',
    '\u010d\u010a',
    '\u560d\u560a',
    '&#13;&#10;',
    '\t',
    ' \r\n ',
  ];
  const attacks = [
    'Bcc: everybody@elsewhere.example',
    'bcc:a@elsewhere.example',
    'Cc: <a@elsewhere.example>',
    'To: a@elsewhere.example',
    'Reply-To: a@elsewhere.example',
    'Content-Type: text/html',
    'X-Anything: y',
    '\r\n<script>alert(1)</script>',
    '=?utf-8?q?=0D=0ABcc:_a=40elsewhere.example?=',
    '=?utf-8?b?DQpCY2M6IGFAZWxzZXdoZXJlLmV4YW1wbGU=?=',
    '=?utf-7?q?+AA0ACg-Bcc:_a?=',
    'a@elsewhere.example',
    ', a@elsewhere.example',
    '; a@elsewhere.example',
    'group: a@elsewhere.example, b@elsewhere.example;',
    '<a@elsewhere.example>',
    '"quoted, <a@elsewhere.example>"',
    '(comment) a@elsewhere.example',
    '@relay.example:a@elsewhere.example',
    'a%elsewhere.example@relay.example',
    'a@[127.0.0.1]',
    '\u202egnp.exe',
    '\ud800',
    '\ufeff',
    '؀‮',
    '名前',
    "o'hara",
    '.',
    '--=_boundary--',
  ];
  const piece = fc.oneof(
    fc.constantFrom(...breaks),
    fc.constantFrom(...attacks),
    fc.constantFrom('litia', 'justice.fj.example', '@', ' ', ',', '<', '>', '"', 'name'),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  );
  const payloads = fc.oneof(
    fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join('')),
    fc.tuple(piece, piece).map(([before, after]) => `${before}litia@justice.fj.example${after}`),
    fc
      .tuple(fc.constantFrom(...breaks), fc.constantFrom(...attacks))
      .map(([one, two]) => `litia@justice.fj.example${one}${two}`),
  );

  const hasControl = (text: string) => [...text].some((character) => character < ' ' || character === '\u007f');

  /** One message, to one mailbox, with the headers that every mail has. */
  const isOneMail = async (raw: string, to: string) => {
    const program = await opened(raw);
    if (program.names !== headers.join() || program.others > 0 || program.to.join() !== to) return false;
    const message = readMessage(raw);
    const [recipient, ...others] = mailboxesIn(shown(valueIn(message.headers, 'to')));
    return (
      message.headers.map(([name]) => name).join() === headers.join() &&
      message.parts.every(
        (part) => part.headers.map(([name]) => name).join() === 'content-type,content-transfer-encoding',
      ) &&
      message.parts.length === 2 &&
      recipient === to &&
      others.length === 0
    );
  };

  test('adds no header and no recipient, whatever it holds and whichever field it comes through', async () => {
    const { check, report } = proof('mail-injection');
    const count = { accepted: 0, sent: 0 };
    for (const payload of fc.sample(payloads, { numRuns: 10_000, seed: seedOf('mail-injection') })) {
      const id = newId();
      const mail = mailOfNotice({ id, kind: 'received' }, 'en', origin);
      const outcomes: boolean[] = [];
      // A person with this name, and one with this address, as far as the Directory takes them.
      for (const person of [
        { ...asker, name: payload },
        { ...asker, email: payload },
      ]) {
        const read = Person.safeParse(person);
        if (!read.success) continue;
        count.accepted += 1;
        const raw = await travelling({ to: read.data.email, ...mail, noticeId: id });
        if (raw === undefined) continue;
        count.sent += 1;
        outcomes.push(await isOneMail(raw, read.data.email));
      }
      // An institution of this name is on no mail at all.
      if (Institution.safeParse({ ...ministry, name: payload }).success) count.accepted += 1;
      // The last door by itself, as if every other had been left open.
      const straight = await travelling({ to: payload, ...mail, noticeId: id });
      if (straight !== undefined) outcomes.push(await isOneMail(straight, payload));
      const titled = await travelling({ to: 'a@b.example', ...mail, subject: payload, noticeId: id });
      // Not that it was made harmless on its way: it is refused before it reaches SES, whatever SES would do with it.
      if (hasControl(payload)) outcomes.push(titled === undefined);
      else if (titled !== undefined) outcomes.push(await isOneMail(titled, 'a@b.example'));
      const tagged = /^[0-9a-hjkmnp-tv-z]{26}$/.test(payload)
        ? undefined
        : await travelling({ to: 'a@b.example', ...mail, noticeId: payload });
      outcomes.push(tagged === undefined);
      expect(check(outcomes.every(Boolean)), JSON.stringify(payload)).toBe(true);
    }
    report();
    // Neither all refused nor all let through: the fields were reached.
    expect(count.accepted).toBeGreaterThan(1000);
    expect(count.sent).toBeGreaterThan(1000);
  });
});
