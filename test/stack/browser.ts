/** A page as a browser without scripts has it. */
export type Shown = { status: number; path: string; html: string; headers: Headers };

/** A form on a page: where it posts to, and what it would send untouched. */
type Form = { id?: string | undefined; action: string; fields: [string, string][] };

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}(?:="([^"]*)")?(?=[\\s/>])`).exec(tag);
  return found ? unescaped(found[1] ?? '') : undefined;
}

// A value may hold an unescaped `>`.
const tagOf = (name: string) => `<${name}\\b(?:[^>"]|"[^"]*")*>`;
const tags = (html: string, name: string) => [...html.matchAll(new RegExp(tagOf(name), 'g'))].map(([tag]) => tag);
const elements = (html: string, name: string) => [
  ...html.matchAll(new RegExp(`(${tagOf(name)})([\\s\\S]*?)</${name}>`, 'g')),
];

function formsOf(html: string): Form[] {
  return elements(html, 'form').flatMap(([form, opening = '']) => {
    if (attribute(opening, 'method') !== 'post') return [];
    const fields: [string, string][] = [];
    for (const tag of tags(form, 'input')) {
      const name = attribute(tag, 'name');
      const choice = ['radio', 'checkbox'].includes(attribute(tag, 'type') ?? '');
      if (name && (!choice || attribute(tag, 'checked') !== undefined))
        fields.push([name, attribute(tag, 'value') ?? '']);
    }
    for (const [, area = '', body = ''] of elements(form, 'textarea'))
      fields.push([attribute(area, 'name') ?? '', unescaped(body.replace(/^\n/, ''))]);
    for (const [, select = '', options = ''] of elements(form, 'select')) {
      const chosen = tags(options, 'option').find((option) => attribute(option, 'selected') !== undefined);
      fields.push([attribute(select, 'name') ?? '', chosen ? (attribute(chosen, 'value') ?? '') : '']);
    }
    // A button may post the form's fields somewhere else.
    const actions = tags(form, 'button').map((button) => attribute(button, 'formaction'));
    const id = attribute(opening, 'id');
    return [attribute(opening, 'action'), ...actions].flatMap((action) => (action ? [{ id, action, fields }] : []));
  });
}

/** A browser without scripts: keeps cookies, follows redirects, fills forms that are on the page. */
export class Browser {
  readonly origin: string;
  readonly cookies: Map<string, string>;
  /** Every address it was at, redirects included. */
  readonly visited: string[] = [];
  shown: Shown = { status: 0, path: '/', html: '', headers: new Headers() };

  constructor(origin: string, cookies = new Map<string, string>()) {
    this.origin = origin;
    this.cookies = cookies;
  }

  /** Another tab of the same browser, where this one is. */
  tab(): Browser {
    const other = new Browser(this.origin, this.cookies);
    other.shown = this.shown;
    return other;
  }

  async open(path: string): Promise<Shown> {
    return this.#go('GET', path);
  }

  /** Posts the form of this page that goes to `action`, with these fields changed. */
  async submit(action: string, changes: Record<string, string> = {}): Promise<Shown> {
    return this.post(action, this.filled(action, changes));
  }

  /** Presses the button of a language, with these fields of its form changed. */
  async translate(locale: string, changes: Record<string, string> = {}): Promise<Shown> {
    const pressed = tags(this.shown.html, 'button').find((tag) => attribute(tag, 'lang') === locale);
    const form = formsOf(this.shown.html).find(({ id }) => id !== undefined && id === attribute(pressed ?? '', 'form'));
    if (!pressed || !form) throw new Error(`no button on ${this.shown.path} leads to ${locale}`);
    const fields = new URLSearchParams(form.fields);
    for (const [name, value] of Object.entries(changes)) fields.set(name, value);
    const name = attribute(pressed, 'name');
    if (name) fields.append(name, attribute(pressed, 'value') ?? '');
    return this.post(attribute(pressed, 'formaction') ?? form.action, fields);
  }

  /** What that form would send. */
  filled(action: string, changes: Record<string, string> = {}): URLSearchParams {
    const form = formsOf(this.shown.html).find((each) => each.action === action);
    if (!form) throw new Error(`no form on ${this.shown.path} posts to ${action}`);
    const fields = new URLSearchParams(form.fields);
    for (const [name, value] of Object.entries(changes)) fields.set(name, value);
    return fields;
  }

  async post(path: string, fields: URLSearchParams): Promise<Shown> {
    return this.#go('POST', path, fields);
  }

  async #go(method: string, path: string, fields?: URLSearchParams): Promise<Shown> {
    this.visited.push(path);
    const response = await fetch(`${this.origin}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        accept: 'text/html,application/xhtml+xml',
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(fields ? { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' } : {}),
      },
      ...(fields ? { body: fields.toString() } : {}),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (/max-age=0/i.test(line)) this.cookies.delete(pair.slice(0, at));
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const location = response.headers.get('location');
    if (response.status === 303 && location) return this.#go('GET', location);
    this.shown = { status: response.status, path, html: await response.text(), headers: response.headers };
    return this.shown;
  }
}
