// A reader of mail that shares nothing with what writes it: RFC 5322 headers, RFC 2045 parts, RFC 2047 words, RFC 5322
// addresses. It counts what it finds instead of keeping the last, so that a second header of a name is seen.

/** A part of a message: its headers in order, each name as often as it comes, and its decoded body. */
export type Part = {
  headers: readonly (readonly [name: string, value: string])[];
  body: string;
  parts: readonly Part[];
};

const crlf = /\r\n|\r|\n/;

/** Reads a message as strictly as a mail program may be lax: every kind of line end ends a line. */
export function readMessage(raw: string): Part {
  const lines = raw.split(crlf);
  const headers: [string, string][] = [];
  let at = 0;
  for (; at < lines.length && lines[at] !== ''; at += 1) {
    const line = lines[at] ?? '';
    const before = headers.at(-1);
    if (/^[ \t]/.test(line) && before) before[1] += line;
    else {
      const colon = line.indexOf(':');
      headers.push(colon < 0 ? ['', line] : [line.slice(0, colon).toLowerCase(), line.slice(colon + 1)]);
    }
  }
  const body = lines.slice(at + 1);
  const type = valueIn(headers, 'content-type');
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type);
  if (!/^\s*multipart\//i.test(type) || !boundary) {
    const bytes = bytesOf(body, valueIn(headers, 'content-transfer-encoding').trim().toLowerCase());
    return { headers, body: new TextDecoder('utf-8', { fatal: true }).decode(bytes), parts: [] };
  }
  const mark = `--${boundary[1] ?? boundary[2]}`;
  const parts: string[][] = [];
  let closed = false;
  for (const line of body) {
    if (line === `${mark}--`) closed = true;
    else if (line === mark) parts.push([]);
    else if (!closed) parts.at(-1)?.push(line);
  }
  if (!closed) throw new Error('a multipart message that does not end');
  return { headers, body: '', parts: parts.map((part) => readMessage(part.join('\r\n'))) };
}

/** The value of the only header of this name; of none, nothing. */
export function valueIn(headers: Part['headers'], name: string): string {
  const values = headers.filter(([each]) => each === name);
  if (values.length > 1) throw new Error(`${values.length} headers are called ${name}`);
  return values[0]?.[1].trim() ?? '';
}

function bytesOf(lines: readonly string[], encoding: string): Uint8Array {
  const text = lines.join('\r\n');
  if (encoding === 'base64') {
    const compact = text.replaceAll(/\s/g, '');
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(compact) || compact.length % 4 !== 0) throw new Error('base64 that is none');
    return Uint8Array.from(atob(compact), (character) => character.charCodeAt(0));
  }
  if (encoding === '' || encoding === '7bit' || encoding === '8bit') return new TextEncoder().encode(text);
  throw new Error(`a transfer encoding called ${encoding}`);
}

/** A header as it is shown: its encoded words decoded, white space between two of them dropped. */
export function shown(value: string): string {
  const word = /=\?([\w-]+)\?([bq])\?([^?\s]*)\?=/gi;
  return value
    .replaceAll(/(\?=)\s+(?==\?)/g, '$1')
    .replaceAll(word, (_, charset: string, how: string, text: string) => {
      if (charset.toLowerCase() !== 'utf-8') throw new Error(`a charset called ${charset}`);
      const bytes =
        how.toLowerCase() === 'b'
          ? Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
          : Uint8Array.from(text.replaceAll('_', ' ').match(/=[0-9A-F]{2}|[^=]/gi) ?? [], (one) =>
              one.length === 3 ? Number.parseInt(one.slice(1), 16) : one.charCodeAt(0),
            );
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    });
}

/** The mailboxes that a list of addresses names: quoted strings, comments, routes, groups and display names understood. */
export function mailboxesIn(value: string): string[] {
  const mailboxes: string[] = [];
  let current = '';
  let quoted = false;
  let depth = 0;
  const end = () => {
    const angled = /<([^>]*)>/.exec(current)?.[1];
    const one = (angled ?? current).trim();
    if (one !== '') mailboxes.push(one);
    current = '';
  };
  for (let at = 0; at < value.length; at += 1) {
    const character = value.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '"' && depth === 0) quoted = !quoted;
    else if (quoted) current += character;
    else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (depth > 0) continue;
    else if (character === ',' || character === ';') end();
    else if (character === ':') current = '';
    else current += character;
  }
  end();
  return mailboxes;
}
