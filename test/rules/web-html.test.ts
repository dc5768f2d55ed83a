import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { expect, test } from 'vitest';
import { locales } from '../../shared/languages.ts';
import { long } from '../long.ts';
import { proof } from './proof.ts';
import { samples } from './web-samples.ts';

const validator = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    extends: ['html-validate:recommended'],
    rules: {
      // A matter of taste, which HTML leaves open.
      'doctype-style': 'off',
      'long-title': 'off',
      'void-style': 'off',
      // Several States are several selects of one name: a form without script has no other way.
      'form-dup-name': 'off',
    },
  }),
);

/** What is wrong with a document, once for each kind of fault. */
async function faultsOf(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  const messages = results.flatMap((result) => result.messages);
  return [...new Set(messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))];
}

// The languages differ in their words only: each page is validated in one of them, in turn; in the long form in all.
const cases = samples.flatMap(({ name, render }, index) =>
  locales.filter((_, at) => long || index % locales.length === at).map((locale) => ({ name, locale, render })),
);

test('every page is valid HTML', async () => {
  const { check, report } = proof('pages-valid');
  const wrong: string[] = [];
  for (const { name, locale, render } of cases) {
    const faults = await faultsOf(render({ locale }));
    if (!check(faults.length === 0)) wrong.push(`${name} in ${locale}: ${faults.join('; ')}`);
  }
  report();
  expect(wrong).toEqual([]);
});

test('what is invalid on purpose is seen', async () => {
  const faults = await faultsOf('<!doctype html><html lang="en"><title>x</title><p><div id="a b" id="c">x</div></p>');
  expect(faults.length).toBeGreaterThan(1);
});
