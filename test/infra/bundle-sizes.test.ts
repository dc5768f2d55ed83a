import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bundleSizes } from './bundle-sizes.ts';
import { hub } from './synthesised.ts';

/** Above this a cold start is slow whatever else is done. */
const largest = 900_000;
/** A bundle moves by a few bytes with every change; by this share it moves only when something came in or went out. */
const slack = 0.03;

const found = Object.fromEntries(
  hub.bundle.functions.map((name) => [name, statSync(join(hub.bundle.directoryOf(name), 'index.mjs')).size]),
);
const textOf = (name: string) => readFileSync(join(hub.bundle.directoryOf(name), 'index.mjs'), 'utf8');

test.each(Object.entries(found))('the bundle of %s is as large as it is known to be', (name, bytes) => {
  const known = bundleSizes[name] ?? 0;
  const moved = `${name} has ${bytes} bytes and not ${known}. See in the metafile what came in or went out: what is there for another function goes to it, what nobody needs goes. If all of it is wanted, write ${bytes} in test/infra/bundle-sizes.ts.`;
  expect(Math.abs(bytes - known) <= slack * known, moved).toBe(true);
  const tooLarge = `${name} has ${bytes} bytes. Above ${largest} a function starts too slowly: take something out, or make two of it.`;
  expect(bytes <= largest, tooLarge).toBe(true);
});

test('sizes are known of the functions there are, and of no others', () => {
  expect(Object.keys(bundleSizes).sort()).toEqual(Object.keys(found).sort());
});

test.each(Object.keys(found))('%s asks nobody but its environment for credentials', (name) => {
  expect(textOf(name)).toContain('Unable to find environment variable credentials');
  expect(textOf(name)).not.toMatch(
    /credential_process|AWS_CONTAINER_CREDENTIALS|AWS_WEB_IDENTITY_TOKEN_FILE|sso_session/,
  );
});
