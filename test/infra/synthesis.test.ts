import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Stack } from 'aws-cdk-lib/core';
import { expect, test } from 'vitest';
import { hub as app } from '../../infra/app.ts';
import { hub, synthesiseApart } from './synthesised.ts';

const reportIn = (directory: string) => readFileSync(join(directory, 'validation-report.json'), 'utf8');

test('the same sources make the same templates and the same bundles', async () => {
  const again = await synthesiseApart('again');
  expect(again.text).toEqual(hub.text);
  expect(again.bundle.stylePath).toBe(hub.bundle.stylePath);
  expect(again.bundle.scriptPath).toBe(hub.bundle.scriptPath);
});

test('cdk-nag has nothing left to say', () => {
  expect(JSON.parse(reportIn(hub.directory))).toMatchObject({ pluginReports: [] });
});

test('cdk-nag is listening: a queue that takes messages in the clear stops the synthesis', () => {
  const outdir = join(hub.folder, 'planted');
  const planted = app(hub.bundle, outdir);
  new Queue(new Stack(planted, 'Planted'), 'InTheClear');
  expect(() => planted.synth()).toThrow();
  expect(reportIn(outdir)).toContain('AwsSolutions-SQS4');
});

test('nothing that is deployed names a person’s machine', () => {
  for (const text of Object.values(hub.text)) expect(text).not.toContain(hub.folder);
});
