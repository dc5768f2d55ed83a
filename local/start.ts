import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CannotStart, messageOf } from './cannot-start.ts';
import { type EngineName, engineNamed } from './engine.ts';
import type { Hub } from './hub.ts';
import { refuseIfRunning, sayRunning } from './lock.ts';
import { writeOperator } from './operator.ts';
import { freePort } from './ports.ts';

const help = `Runs the Advice Hub on this machine: npm start -- [options]

  --port <number>    the port to serve on (4700)
  --fresh            begin again, without what .local/ keeps
  --demo             put the twelve sample questions through the hub
  --engine <name>    dynoxide, or dynamodb-local, which needs Java (or HUB_ENGINE=<name>)
  --help             this text`;

interface Options {
  readonly port: number;
  readonly fresh: boolean;
  readonly demo: boolean;
  readonly engine: EngineName | undefined;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const stateDirectory = join(root, '.local');

/** What was asked for on the command line; undefined when it was help. */
function readOptions(): Options | undefined {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4700' },
      fresh: { type: 'boolean', default: false },
      demo: { type: 'boolean', default: false },
      engine: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new CannotStart(`--port takes a number from 1 to 65535, not "${values.port}".`);
  return { port, fresh: values.fresh, demo: values.demo, engine: engineNamed(values.engine) };
}

/** Shows each step as it begins, and how long it took when it is done. */
function progress(): { step(name: string): void; done(): void } {
  let current: { name: string; since: number } | undefined;
  const done = () => {
    if (current)
      process.stdout.write(`  ${current.name} … ${((performance.now() - current.since) / 1000).toFixed(1)} s\n`);
    current = undefined;
  };
  return {
    step: (name) => {
      done();
      current = { name, since: performance.now() };
      if (process.stdout.isTTY) process.stdout.write(`  ${name} …\r`);
    },
    done,
  };
}

/** Bundles the functions and synthesises the templates; what is wrong there is told in its own words. */
async function synthesised(): Promise<string> {
  const outdir = join(stateDirectory, 'cdk.out');
  rmSync(outdir, { recursive: true, force: true });
  const script = fileURLToPath(new URL('./synthesise.ts', import.meta.url));
  const child = spawn(process.execPath, [script, outdir, join(stateDirectory, 'build')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const output of [child.stdout, child.stderr]) {
    output.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  const [code] = await once(child, 'close');
  if (code === 0) return outdir;
  mkdirSync(join(stateDirectory, 'logs'), { recursive: true });
  writeFileSync(join(stateDirectory, 'logs', 'synthesis.log'), said);
  const cause = said.trimEnd().split('\n').at(-1);
  throw new CannotStart(
    `The app could not be bundled and synthesised (all of it in .local/logs/synthesis.log): ${cause}`,
  );
}

async function run(options: Options): Promise<void> {
  const started = performance.now();
  const { step, done } = progress();
  await refuseIfRunning(stateDirectory);
  await freePort(options.port);
  if (options.fresh) rmSync(stateDirectory, { recursive: true, force: true });

  console.log('The Advice Hub is starting.');
  step('Bundling and synthesising');
  const [cdkOut, { startHub }] = await Promise.all([synthesised(), import('./hub.ts')]);
  const hub = await startHub({
    cdkOut,
    stateDirectory,
    port: options.port,
    engine: options.engine,
    report: step,
    crashed: fail,
  });
  const released = sayRunning(stateDirectory, options.port);
  writeOperator(stateDirectory, hub);
  stopOnSignal(hub, released);
  step('Loading the functions');
  await hub.warm();
  done();
  console.log(`Ready after ${((performance.now() - started) / 1000).toFixed(1)} s.\n`);
  if (options.demo) {
    const { demoOnce } = await import('./demo.ts');
    const summary = await demoOnce(hub, stateDirectory, step);
    done();
    console.log(`${summary}\n`);
  }
  console.log(welcome(hub));
}

function welcome({ origin, engine, people }: Hub): string {
  const everybody = people.shown();
  const width = (key: 'role' | 'email') => Math.max(...everybody.map((person) => person[key].length));
  const rows = everybody.map(
    ({ role, email, name }) =>
      `  ${role.padEnd(width('role'))}  ${email.padEnd(width('email'))}  ${people.shownCodeOf(email) ?? '------'}  ${name}`,
  );
  return [
    `  The hub    ${origin}`,
    `  Inbox      ${origin}/_local/inbox`,
    `  Codes      ${origin}/_local/codes   (the codes below pass; these are always fresh)`,
    `  Database   ${engine}, kept in .local/`,
    '',
    `  Everybody's password is ${everybody[0]?.password}`,
    '',
    ...rows,
    '',
    'Ctrl-C stops it.',
  ].join('\n');
}

/** The first signal stops in order; a second one does not wait. */
function stopOnSignal(hub: Hub, released: () => void): void {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(130);
    stopping = true;
    hub.stop().then(
      () => {
        released();
        process.exit(0);
      },
      (error: unknown) => fail(messageOf(error)),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

// The functions live in UTC, and worker threads share their process's zone.
process.env.TZ = 'UTC';
try {
  const options = readOptions();
  if (options) await run(options);
  else console.log(help);
} catch (error) {
  // A sentence of ours, or of the options' parser, is all there is to say; anything else is a fault to be seen whole.
  const told =
    error instanceof CannotStart ||
    (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
  if (!told) console.error(error);
  fail(told ? messageOf(error) : 'The hub did not start because of the fault above.');
}
