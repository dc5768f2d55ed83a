import type { LocalPage } from './gateway.ts';
import type { Response } from './gateway-event.ts';
import { type Preview, preview, previews } from './mail-preview.ts';
import type { People } from './people.ts';
import type { Mail } from './ses.ts';
import { stepSeconds } from './totp.ts';

/** What the runner's own pages show. */
export interface Shown {
  readonly origin: string;
  readonly people: People;
  inbox(): readonly Mail[];
  deadLetters(): readonly object[];
}

/** The pages of the runner beside the hub's: the inbox, every mail there is, the codes of the demo people, and what could not be delivered. */
export function localPages(shown: Shown): LocalPage {
  return (url) => {
    const [path = '', search = ''] = url.split('?');
    switch (path) {
      case '/_local/inbox':
        return page('Inbox', inboxPage(shown.inbox(), new URLSearchParams(search).get('mail')));
      case '/_local/inbox.json':
        return json(shown.inbox());
      case '/_local/mail': {
        const chosen = new URLSearchParams(search);
        return preview({ kind: chosen.get('kind'), locale: chosen.get('locale') }, shown.origin).then((mail) =>
          page('Mails', previewPage(mail)),
        );
      }
      case '/_local/codes':
        return page('Codes', codesPage(shown.people), stepSeconds / 3);
      case '/_local/dead-letters':
        return json(shown.deadLetters());
      default:
        return path.startsWith('/_local/')
          ? { ...page('Not found', '<p>There is no such page.</p>'), status: 404 }
          : undefined;
    }
  };
}

function inboxPage(mails: readonly Mail[], chosen: string | null): string {
  if (mails.length === 0) return '<p>No mail yet.</p>';
  const rows = mails
    .toReversed()
    .map(
      ({ id, at, to, subject }) =>
        `<li${id === chosen ? ' aria-current="true"' : ''}><a href="?mail=${escaped(encodeURIComponent(id))}"><strong dir="auto">${escaped(subject)}</strong><span>${escaped(to.join(', '))}</span><time>${escaped(at.slice(0, 19).replace('T', ' '))}</time></a></li>`,
    );
  const mail = mails.find(({ id }) => id === chosen) ?? mails.at(-1);
  return `<div class="split"><ol class="mails">${rows.join('')}</ol>${mail ? mailPart(mail) : ''}</div>`;
}

function previewPage(mail: Preview): string {
  const rows = previews.map(({ kind, locale }) => {
    const current = kind === mail.kind && locale === mail.locale ? ' aria-current="true"' : '';
    return `<li${current}><a href="?${escaped(String(new URLSearchParams({ kind, locale })))}"><strong>${kind}</strong><span>${locale}</span></a></li>`;
  });
  return `<div class="split"><ol class="mails">${rows.join('')}</ol><article><h2 dir="auto">${escaped(mail.subject)}</h2>${frameOf(mail.html)}<h3>As text</h3><pre dir="auto">${escaped(mail.text)}</pre></article></div>`;
}

/** The frame runs no script and reaches nothing of this page; a link in it opens a tab of its own. */
function frameOf(html: string | undefined): string {
  if (html === undefined) return '<p>It has no HTML.</p>';
  return `<iframe title="The mail as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escaped(`<base target="_blank">${html}`)}"></iframe>`;
}

function mailPart({ from, to, subject, text, html, raw }: Mail): string {
  const frame = frameOf(html);
  return `<article><h2 dir="auto">${escaped(subject)}</h2><p>${escaped(from)} → ${escaped(to.join(', '))}</p>${frame}<h3>As text</h3><pre dir="auto">${linked(text ?? '')}</pre><details><summary>As it travels</summary><pre>${escaped(raw)}</pre></details></article>`;
}

function codesPage({ shown, shownCodeOf }: People): string {
  const rows = shown().map(
    ({ name, role, email, password }) =>
      `<tr><td><bdi>${escaped(name)}</bdi></td><td>${escaped(role)}</td><td>${escaped(email)}</td><td><code>${escaped(password)}</code></td><td><code class="code">${escaped(shownCodeOf(email) ?? 'in a moment')}</code></td></tr>`,
  );
  return `<p>A code is good once. This page renews itself.</p><table><thead><tr><th>Name<th>Role<th>Address<th>Password<th>Code now</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

const style =
  'body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:76rem;padding:1rem;color:#1b1b1b}nav a{margin-inline-end:1rem}table{border-collapse:collapse}td,th{padding:.35rem .8rem;border-bottom:1px solid #ccc;text-align:start}.code{font-size:1.3em;letter-spacing:.1em}.split{display:grid;grid-template-columns:minmax(16rem,1fr) 2fr;gap:1.5rem}.mails{list-style:none;margin:0;padding:0;max-height:85vh;overflow:auto}.mails a{display:grid;padding:.5rem;border-bottom:1px solid #ccc;text-decoration:none;color:inherit}.mails [aria-current] a{background:#e8f0fa}.mails span,time{color:#555;font-size:.85em}iframe{width:100%;height:24rem;border:1px solid #ccc}pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f4f4f4;padding:.8rem}@media(max-width:50rem){.split{grid-template-columns:1fr}}';

function page(title: string, body: string, refreshSeconds?: number): Response {
  const refresh = refreshSeconds === undefined ? '' : `<meta http-equiv="refresh" content="${refreshSeconds}">`;
  return {
    status: 200,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'self'; frame-ancestors 'none'",
      'Cache-Control': 'no-store',
    },
    body: `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">${refresh}<title>${title} – local</title><style>${style}</style><nav><a href="/">The hub</a><a href="/_local/inbox">Inbox</a><a href="/_local/mail">Mails</a><a href="/_local/codes">Codes</a></nav><main><h1>${title}</h1>${body}</main></html>`,
  };
}

function json(value: unknown): Response {
  return {
    status: 200,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
    body: JSON.stringify(value, null, 2),
  };
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function linked(text: string): string {
  return escaped(text).replaceAll(
    /https?:\/\/[^\s<>&]+/g,
    (url) => `<a href="${url}" target="_blank" rel="noreferrer">${url}</a>`,
  );
}
