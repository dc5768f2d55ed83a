import { randomUUID } from 'node:crypto';

/** A message as its parts are given to SES. */
export interface Draft {
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly text: string | undefined;
  readonly html: string | undefined;
}

/** A message as a mail program shows it. */
export interface Message {
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string | undefined;
  readonly html: string | undefined;
}

/** Writes a message as it travels: headers as RFC 2047 wants them, both bodies as base64 of UTF-8. */
export function writeMime(draft: Draft, messageId: string, now: Date): string {
  const bodies = [
    ...(draft.text === undefined ? [] : [{ type: 'text/plain', content: draft.text }]),
    ...(draft.html === undefined ? [] : [{ type: 'text/html', content: draft.html }]),
  ].map(
    ({ type, content }) =>
      `Content-Type: ${type}; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${inLines(content)}`,
  );
  const boundary = `=_${randomUUID()}`;
  const [only] = bodies;
  const body =
    only !== undefined && bodies.length === 1
      ? only
      : `Content-Type: multipart/alternative; boundary="${boundary}"\r\n\r\n${bodies.map((each) => `--${boundary}\r\n${each}\r\n`).join('')}--${boundary}--`;
  const headers = [
    `From: ${draft.from}`,
    `To: ${draft.to.join(', ')}`,
    ...(draft.cc.length > 0 ? [`Cc: ${draft.cc.join(', ')}`] : []),
    ...(draft.replyTo.length > 0 ? [`Reply-To: ${draft.replyTo.join(', ')}`] : []),
    `Subject: ${encodedWords(draft.subject)}`,
    `Date: ${now.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${messageId}@email.amazonses.com>`,
    'MIME-Version: 1.0',
  ];
  return `${headers.join('\r\n')}\r\n${body}\r\n`;
}

/** Reads a message as a mail program would: the headers decoded, the plain text and the HTML found among its parts. */
export function readMime(raw: string): Message {
  const { headers, body } = split(raw);
  const [type = 'text/plain'] = (headers['content-type'] ?? '').split(';', 1);
  const boundary = /boundary="?([^";]+)"?/i.exec(headers['content-type'] ?? '')?.[1];
  const shown = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, decodedWords(value)]));
  if (type.trim().toLowerCase().startsWith('multipart/') && boundary !== undefined) {
    const parts = body
      .split(`--${boundary}`)
      .slice(1, -1)
      .map((part) => readMime(part.replace(/^\r?\n/, '')));
    return {
      headers: shown,
      text: parts.find((part) => part.text !== undefined)?.text,
      html: parts.find((part) => part.html !== undefined)?.html,
    };
  }
  const content = decoded(body, (headers['content-transfer-encoding'] ?? '').trim().toLowerCase());
  const isHtml = type.trim().toLowerCase() === 'text/html';
  return { headers: shown, text: isHtml ? undefined : content, html: isHtml ? content : undefined };
}

function split(raw: string): { headers: Record<string, string>; body: string } {
  const [head = '', ...rest] = raw.split(/\r?\n\r?\n/);
  const lines = head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const headers = Object.fromEntries(
    lines
      .filter((line) => line.includes(':'))
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  return { headers, body: rest.join('\r\n\r\n') };
}

function decoded(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  return octets(body.replaceAll(/=\r?\n/g, ''), /=([0-9A-F]{2})/gi);
}

function octets(text: string, escaped: RegExp): string {
  return Buffer.from(
    Buffer.from(text)
      .toString('latin1')
      .replaceAll(escaped, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
}

function inLines(content: string): string {
  return (
    Buffer.from(content)
      .toString('base64')
      .match(/.{1,76}/g) ?? ['']
  ).join('\r\n');
}

/** RFC 2047: at most 75 characters a word, and no character of UTF-8 torn between two words. */
function encodedWords(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const words: string[] = [];
  let current = '';
  for (const character of text) {
    if (Buffer.byteLength(current + character) > 42) {
      words.push(current);
      current = '';
    }
    current += character;
  }
  return [...words, current].map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join('\r\n ');
}

function decodedWords(value: string): string {
  return value
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_whole, encoding: string, word: string) =>
      encoding.toLowerCase() === 'b'
        ? Buffer.from(word, 'base64').toString('utf8')
        : octets(word.replaceAll('_', ' '), /=([0-9A-F]{2})/gi),
    );
}
