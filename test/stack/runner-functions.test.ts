import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, inject, it } from 'vitest';
import { type LocalFunction, localFunctions } from '../../local/functions.ts';
import { folderForTest, roleOf, templateIn } from './runner-surroundings.ts';

const template = templateIn(inject('cdkOut'));
const started: LocalFunction[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((each) => each.stop()));
});

/** The watch function of the template, with other code; what never ends on purpose is given little time. */
function functionOf(
  code: string,
  { lines = [], seconds = 60 }: { lines?: string[]; seconds?: number } = {},
): LocalFunction {
  const folder = folderForTest();
  writeFileSync(join(folder, 'index.mjs'), code);
  const shortened: typeof template = {
    ...template,
    directoryOf: () => folder,
    of: (type) =>
      template.of(type).map((resource) => {
        if ('Timeout' in resource.properties) Object.assign(resource.properties, { Timeout: seconds });
        return resource;
      }),
  };
  const [watch] = localFunctions(shortened, 'http://127.0.0.1:1', (_, line) => lines.push(line)).filter(
    ({ name }) => name === 'watch',
  );
  if (!watch) throw new Error('the template has no watch function');
  started.push(watch);
  return watch;
}

it('gives a function the environment of the template, what Lambda adds, and nothing of ours', async () => {
  process.env.OURS = 'a secret of the person who runs this';
  const outcome = await functionOf('export const handler = async () => process.env;').invoke({});
  const environment: Record<string, string> = 'result' in outcome ? JSON.parse(outcome.result) : {};
  expect(environment).toMatchObject({
    SERVICE_NAME: 'watch',
    AWS_ACCESS_KEY_ID: roleOf(template, 'watch'),
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
  });
  expect(environment).not.toHaveProperty('OURS');
  expect(environment).not.toHaveProperty('HOME');
});

it('handles one event at a time in each thread, and several in several', async () => {
  const busy = functionOf(
    'let busy = 0; export const handler = async () => { busy += 1; await new Promise((go) => setTimeout(go, 60)); const seen = busy; busy -= 1; return seen; };',
  );
  expect(await Promise.all([1, 2, 3, 4, 5, 6].map((each) => busy.invoke({ each })))).toEqual(
    Array(6).fill({ result: '1' }),
  );
});

it('ends a function that takes longer than it may, and starts again for the next event', async () => {
  const slow = functionOf('export const handler = async ({ slow }) => { while (slow); return "done"; };', {
    seconds: 3,
  });
  expect(await slow.invoke({ slow: true })).toMatchObject({
    error: { errorMessage: expect.stringMatching(/^Task timed out/) },
  });
  expect(await slow.invoke({ slow: false })).toEqual({ result: '"done"' });
});

it('logs what a function throws, and answers every event of one that cannot even load', async () => {
  const lines: string[] = [];
  const outcome = await functionOf('export const handler = async () => { throw new RangeError("too far"); };', {
    lines,
  }).invoke({});
  expect(outcome).toMatchObject({ error: { errorType: 'RangeError', errorMessage: 'too far' } });
  await expect.poll(() => lines.join()).toContain('too far');
  const broken = functionOf('throw new Error("broken");');
  expect(await Promise.all([broken.invoke({}), broken.invoke({})])).toMatchObject([
    { error: { errorMessage: 'broken' } },
    { error: { errorMessage: 'broken' } },
  ]);
});
