import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { environment } from '../../functions/lib/environment.ts';
import { root } from '../../infra/bundle.ts';
import { all, functionIn, functions, hub, properties } from './synthesised.ts';

const names = readdirSync(join(root, 'functions'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length));

test('every file directly in functions/ is deployed, and nothing else', () => {
  expect([...functions.keys()].sort()).toEqual(names.sort());
});

test.each(Object.entries(environment))('%s is given exactly the environment it asks for', (name, variables) => {
  expect(Object.keys(functions.get(name)?.variables ?? {}).sort()).toEqual(Object.keys(variables).sort());
});

test('every deployed function says what environment it needs', () => {
  expect(Object.keys(environment).sort()).toEqual(names.sort());
});

test.each(names)('%s starts with its environment and nothing more', (name) => {
  const variables = Object.entries(functions.get(name)?.variables ?? {}).map(([key, value]) => [key, deployed(value)]);
  const start = `const { handler } = await import(${JSON.stringify(join(hub.bundle.directoryOf(name), 'index.mjs'))});
    process.stdout.write(typeof handler);`;
  const env = { ...Object.fromEntries(variables), AWS_REGION: 'eu-central-1' };
  expect(execFileSync(process.execPath, ['--input-type=module', '-e', start], { env, encoding: 'utf8' })).toBe(
    'function',
  );
});

test('an alarm says who is hurt when a function fails, and rings at the first error', () => {
  const Alarm = z.object({
    AlarmDescription: z.string(),
    MetricName: z.string(),
    Threshold: z.number(),
    AlarmActions: z.array(z.unknown()).min(1),
    Dimensions: z.array(z.unknown()),
  });
  const Described = z.object({ Description: z.string() });
  const alarms = all('AWS::CloudWatch::Alarm').map((alarm) => properties(Alarm, alarm));
  for (const [name, { resource }] of functions) {
    const alarm = alarms.find(
      ({ MetricName, Dimensions }) => MetricName === 'Errors' && functionIn(Dimensions) === name,
    );
    expect(alarm).toMatchObject({ Threshold: 1 });
    expect(properties(Described, resource).Description).toBe(`If it fails: ${alarm?.AlarmDescription}`);
  }
});

test('a function’s log is its own, in JSON, and kept for 90 days', () => {
  const Logging = z.object({
    LoggingConfig: z.object({ LogFormat: z.literal('JSON'), LogGroup: z.object({ Ref: z.string() }) }),
  });
  const logs = [...functions.values()].map(({ resource }) => properties(Logging, resource).LoggingConfig.LogGroup.Ref);
  expect(new Set(logs).size).toBe(functions.size);
  for (const log of all('AWS::Logs::LogGroup')) expect(log.Properties).toMatchObject({ RetentionInDays: 90 });
});

describe('what is shipped', () => {
  const Metafile = z.object({ outputs: z.record(z.string(), z.object({ inputs: z.record(z.string(), z.unknown()) })) });
  const { outputs } = Metafile.parse(JSON.parse(readFileSync(join(hub.folder, 'build', 'metafile.json'), 'utf8')));
  const packagesOf = (name: string) => {
    const output = Object.entries(outputs).find(([path]) => path.endsWith(`functions/${name}/index.mjs`))?.[1];
    const inputs = Object.keys(output?.inputs ?? {});
    return new Set(inputs.flatMap((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []));
  };

  test.each(names)('%s carries no development dependency', (name) => {
    const Package = z.object({ devDependencies: z.record(z.string(), z.string()) });
    const { devDependencies } = Package.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    expect([...packagesOf(name)].filter((dependency) => dependency in devDependencies)).toEqual([]);
  });

  test('only the vault, what signs the ledgers and what verifies them carry code that speaks to the key service', () => {
    expect(names.filter((name) => packagesOf(name).has('@aws-sdk/client-kms'))).toEqual(['anchor', 'audit', 'vault']);
  });

  test.each(names)('%s loads Node’s modules without building their namespaces', (name) => {
    const code = readFileSync(join(hub.bundle.directoryOf(name), 'index.mjs'), 'utf8');
    expect(code).not.toMatch(/(?:^|[;}])import(?:\s|\{|\*|")/);
  });
});

/** A value as a stack in an account would have it, in shape. */
function deployed(value: unknown): string {
  const text = JSON.stringify(value);
  if (typeof value === 'string') return value;
  if (text === '{"Ref":"Origin"}') return 'https://advice-hub.example';
  return text.includes('MailDomain') ? 'no-reply@advice-hub.example' : 'name';
}
