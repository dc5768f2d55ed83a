import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { auditRoutes, deskRoutes, doorRoutes, officeRoutes, vaultRoutes } from '../../functions/routes/table.ts';
import { isQueryAction } from '../../shared/access.ts';
import { ThreadPage } from '../../web/pages/thread.tsx';
import { samples } from './web-samples.ts';
import { refusedContact } from './web-samples-steps.ts';

type Form = { id: string; method: string; action: string; names: string[]; html: string };

const attribute = (tag: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '';

/** Every form of a document with the names that it sends. */
function formsOf({ html: document }: { html: string }): Form[] {
  return [...document.matchAll(/<form[^>]*>[\s\S]*?<\/form>/g)].map(([html]) => ({
    id: attribute(html, 'id'),
    method: attribute(html, 'method'),
    action: attribute(html, 'action'),
    names: [...html.matchAll(/<(?:input|select|textarea|button)[^>]*/g)].map(([tag]) => attribute(tag, 'name')),
    html,
  }));
}

/** Every name that a route's input knows, whichever of several forms it takes. */
function namesIn(input: unknown): string[] {
  if (input instanceof z.ZodMiniObject) return Object.keys(input.shape);
  if (input instanceof z.core.$ZodUnion) return input._zod.def.options.flatMap(namesIn);
  if (input instanceof z.ZodMiniPipe) return [input.def.in, input.def.out].flatMap(namesIn);
  return [];
}

// What these hold is what was sent, as it was.
const forms = samples
  .flatMap(({ name, render }) => formsOf({ html: render({ locale: 'en' }) }).map((form) => ({ page: name, ...form })))
  .filter(({ page, id }) => page !== 'expired' && page !== 'error-fault' && id !== 'writing-sent');
const posts = forms.filter(({ method }) => method === 'post');
const routes = [...doorRoutes, ...deskRoutes, ...officeRoutes, ...auditRoutes, ...vaultRoutes];
const routeOf = ({ method, action }: Form) =>
  routes.find(
    (route) =>
      route.method === method.toUpperCase() &&
      new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(action),
  );
const sample = (name: string) => samples.find((one) => one.name === name)?.render({ locale: 'en' }) ?? '';

describe('every form', () => {
  test('leads to a route that there is', () => {
    expect(forms.filter((form) => !routeOf(form)).map(({ page, action }) => [page, action])).toEqual([]);
  });

  test('bears an idempotency key exactly where its route needs one', () => {
    for (const form of posts) {
      const keys = form.names.filter((name) => name === 'idempotencyKey').length;
      expect([form.page, form.action, keys]).toEqual([form.page, form.action, routeOf(form)?.repeatable ? 0 : 1]);
    }
  });

  test('says whose it is wherever somebody is signed in, so that nobody else sends it', () => {
    for (const { page, action, names } of posts) {
      const owned = names.filter((name) => name === 'by').length;
      const due = action !== '/sign-out' && samples.find(({ name }) => name === page)?.given.signedIn ? 1 : 0;
      expect([page, action, owned]).toEqual([page, action, due]);
    }
  });

  test('in which something is written comes back as it was in another language', () => {
    const written = posts.filter(({ html }) => /<textarea/.test(html) && !/^<form id="writing/.test(html));
    expect(written.map(({ page, action }) => [page, action])).toEqual([]);
    // What Enter presses has no name: it says no more than that the form is to be sent.
    const first = (html: string) => /<button[^>]*>/.exec(html)?.[0] ?? '';
    const named = forms.filter(({ html }) => html.startsWith('<form id="writing') && / name=/.test(first(html)));
    expect(named.map(({ page }) => page)).toEqual([]);
  });

  test('bears a version exactly where its route is decided on one', () => {
    for (const form of posts) {
      const route = routeOf(form);
      const decided = route && (route.versioned === true || (!route.repeatable && isQueryAction(route.may)));
      expect([form.page, form.action, form.names.includes('version')]).toEqual([form.page, form.action, decided]);
    }
  });

  test('sends nothing that its route does not know', () => {
    const around = ['', 'idempotencyKey', 'by', 'version'];
    for (const form of posts) {
      const known = namesIn(routeOf(form)?.input);
      const unknown = form.names.filter((name) => !around.includes(name) && !known.includes(name));
      expect([form.page, form.action, unknown]).toEqual([form.page, form.action, []]);
    }
  });
});

describe('a page that answers a form', () => {
  const answering = routes.flatMap((route) => {
    const pages = [route.form?.page, route.page].filter((page) => page !== undefined);
    return route.method === 'POST' ? pages.map((page) => ({ route, page, again: page === route.form?.page })) : [];
  });

  /** The path of a route as a page's own form has it, if there is such a form. */
  const pathIn = (html: string, path: string): string =>
    new RegExp(`action="(${path.replaceAll(/\{\w+\}/g, '[^"/]+')})"`).exec(html)?.[1] ?? path.replaceAll(/[{}]/g, '');

  test('is in no language at an address that is not there: its form brings it back, or there is no choice', () => {
    expect(answering.length).toBeGreaterThan(70);
    for (const { route, page, again } of answering)
      for (const { name, render } of samples.filter((one) => one.page === page)) {
        const sentTo = pathIn(render({ locale: 'en' }), route.path);
        const typed = again ? { typed: { law: 'What was typed.' } } : { preview: route.preview === true };
        const html = render({ locale: 'en', sentTo, ...typed });
        const at = `${name} as an answer to ${route.path}`;
        expect([at, html.match(/ hreflang=/g)]).toEqual([at, null]);
        const [buttons = ''] = /<nav class="languages"[\s\S]*?<\/nav>/.exec(html) ?? [];
        const ids = new Set([...buttons.matchAll(/ form="([^"]*)"/g)].map(([, id]) => id));
        const tied = formsOf({ html }).filter(({ id }) => ids.has(id));
        expect([at, tied.map(({ method }) => method)]).toEqual([at, buttons ? ['post'] : []]);
        if (again) expect([at, tied.some(({ html: form }) => form.includes(`action="${sentTo}"`))]).toEqual([at, true]);
        if (route.preview && !again) expect(buttons).toContain(` formaction="${sentTo}?lang=ar"`);
      }
  });

  test('shows a password once, in the language it was asked for in', () => {
    const shown = samples.find(({ name }) => name === 'first-password');
    const html = shown?.render({ locale: 'en', sentTo: '/people/x/first-password' }) ?? '';
    expect(html).toContain('class="secret"');
    expect(html).not.toContain('class="languages"');
  });

  test('holds what was typed even if the form is there no more', () => {
    const [shown] = samples.filter(({ page }) => page === ThreadPage);
    const typed = { note: 'A note that nobody takes any more.', version: '3' };
    const html = shown?.render({ locale: 'en', sentTo: '/queries/x/add-note', typed }) ?? '';
    const [kept] = formsOf({ html }).filter(({ action }) => action === '/queries/x/add-note');
    expect(kept?.names).toEqual(expect.arrayContaining(['note', 'version']));
    expect(kept?.html).toMatch(/<textarea[^>]* readOnly[^>]*>A note that nobody takes any more\.<\/textarea>/i);
  });
});

describe('a page of reading in an emergency', () => {
  test('has nothing on it that changes anything', () => {
    const actions = forms.filter(({ page }) => page === 'emergency').map(({ action }) => action);
    expect(new Set(actions)).toEqual(new Set(['/sign-out']));
  });
});

describe('who can see a query', () => {
  test('is changed by the asker alone; a colleague can restrict it', () => {
    const actionsOn = (name: string) =>
      posts.filter(({ page, action }) => page === name && action !== '/sign-out').map(({ action }) => action);
    const verbs = (name: string) => actionsOn(name).map((action) => action.split('/').at(-1));
    expect(verbs('access')).toEqual(['remove-co-owner', 'remove-co-owner', 'add-co-owner', 'restrict']);
    expect(verbs('access-draft')).toEqual(['add-co-owner', 'unrestrict']);
    expect(verbs('access-co-owner')).toEqual([]);
  });

  test('is told with the latest opening first', () => {
    const html = sample('access');
    const opened = html.slice(html.indexOf('id="openings"'), html.indexOf('id="emergencies"'));
    const times = [...opened.matchAll(/dateTime="([^"]*)"/gi)].map(([, time]) => time ?? '');
    expect(times.length).toBe(4);
    expect(times).toEqual(times.toSorted().toReversed());
  });

  test('says what became of each emergency', () => {
    const html = sample('access').replaceAll(/<[^>]*>/g, '');
    expect(html).toMatch(/Grace Mensah approved on .*for reading until/);
    expect(html).toMatch(/Ingrid Solberg refused on/);
    expect(html).toContain('Not decided yet.');
  });
});

describe('what was chosen comes back with a form that was refused', () => {
  const chosen = (html: string) => [...html.matchAll(/<option value="([\w-]+)" selected/g)].map(([, value]) => value);

  test('in a select and a text', () => {
    const html = sample('glass-refused');
    expect(html).toContain('Too short</textarea>');
    expect(html).toMatch(/<select id="reason" name="reason" aria-describedby="reason-error" aria-invalid="true">/);
    expect(chosen(sample('glass-sign-in-again'))).toEqual(['legal-duty']);
  });

  test('as a group of choices, each of which says that it is wrong', () => {
    const boxesOf = (html: string, name: string) =>
      html.match(new RegExp(`<input type="(?:radio|checkbox)" [^>]*name="${name}"[^>]*>`, 'g')) ?? [];
    const radios = boxesOf(sample('scope-refused'), 'individualCase');
    const boxes = boxesOf(refusedContact.render({ locale: 'en' }), 'replyLanguages');
    expect([radios.length, boxes.length]).toEqual([2, expect.any(Number)]);
    for (const box of [...radios, ...boxes]) expect(box).toContain(' aria-invalid="true"');
    expect(sample('scope')).not.toContain('aria-invalid');
  });

  test('in several selects of one name, with an empty one to spare', () => {
    const html = sample('profile');
    const declared = html.match(/<select[^>]* name="declared"/g)?.length;
    expect(declared).toBe(5);
    expect(chosen(html)).toEqual(['CL', 'ES', 'CL', 'CL', 'UY', 'PE', 'BO', 'EC', 'AR']);
    const refused = sample('profile-refused');
    expect(refused.match(/<select[^>]* name="declared"/g)?.length).toBe(3);
    expect(refused).toMatch(/<select id="nationalities"[^>]*aria-invalid="true"/);
  });
});

describe('the State of a query', () => {
  test('is not on the offer of a query whose asker withholds it', () => {
    const html = sample('offer-withheld');
    expect(html).not.toContain('class="state"');
    expect(html).toContain('href="/profile"');
    expect(sample('offer')).toContain('<p class="state">Morocco</p>');
  });
});

describe('signing in again', () => {
  test('happens on another tab, so that what was typed is not lost', () => {
    const html = sample('glass-sign-in-again');
    expect(html).toMatch(/<a href="\/sign-in\?next=\/home" target="_blank" rel="noopener">/);
    expect(html).toContain('The expert does not reply.</textarea>');
    expect(sample('error-sign-in-again')).toContain('href="/sign-in?next=%2Fqueries%2Fx"');
  });
});

describe('the verification of ledgers', () => {
  test.each([
    ['ledger', 'The ledger is whole'],
    ['ledger', 'Entries up to number 12 are covered by a signature of'],
    ['ledger-damaged', 'entry 2 has been altered'],
    ['ledger-damaged', 'entry 3 is missing'],
    ['ledger-damaged', 'entry 4 has been cut off'],
    ['ledger-damaged', 'another entry of it stands in the place of entry 5'],
    ['ledger-damaged', 'entry 6 belongs to another ledger'],
    ['ledger-damaged', 'Signature number 2 is false'],
    ['ledger-damaged', 'Signature number 3, which this ledger refers to, is missing'],
    ['ledger-damaged', 'Signature number 4 was overwritten or deleted later'],
    ['ledger-damaged', 'The reference from this ledger to its last signature was altered'],
    ['ledger-gone', 'entry 1 has been cut off'],
    ['ledger-unsigned', 'No valid signature covers this ledger yet.'],
    ['ledgers-verified', 'Nothing is missing and nothing was altered'],
    ['ledgers-verified-damaged', 'entry 1 has been cut off'],
    ['ledgers-verified-none', 'There are no further signed ledgers'],
  ])('%s says: %s', (name, words) => {
    const html = sample(name);
    expect(html).toContain(words);
    if (html.includes('<table')) expect(html.indexOf(words)).toBeLessThan(html.indexOf('<table'));
  });

  test('says of no page of damaged ledgers that nothing was altered', () => {
    expect(sample('ledgers-verified-damaged')).not.toContain('nothing was altered');
    expect(sample('ledgers-verified-none')).not.toContain('nothing was altered');
    expect(sample('ledger-damaged')).not.toContain('The ledger is whole');
  });

  test('names everybody by an id, and shows what a member wrote as text', () => {
    const html = sample('ledger');
    expect(html).toContain('&lt;b>read at once&lt;/b>');
    expect(html.replace(/<header[\s\S]*<\/header>/, '')).not.toMatch(/Amina|Herrera/);
  });
});

describe('the page of an official', () => {
  test('says who could take over, or that nobody could, only where there is something to be handed over', () => {
    expect(sample('person')).not.toMatch(/Who could take over|Nobody else of the institution/);
    expect(sample('person-without-queries')).not.toMatch(/Who could take over|Nobody else of the institution/);
    expect(sample('person-suspended')).toContain('Nobody else of the institution is active on the hub.');
    expect(sample('person-to-be-succeeded')).toContain('Yves Dupraz');
  });
});
