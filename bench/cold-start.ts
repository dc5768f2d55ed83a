import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import * as z from 'zod';
import { synthesise } from '../infra/app.ts';
import { bundling, root } from '../infra/bundle.ts';
import { environmentOf } from '../local/function-environment.ts';
import { parametersFor } from '../local/hub.ts';
import { readTemplate } from '../local/template.ts';
import { median, ratioOf, shown, spread, verdict } from './figures.ts';
import type { Part } from './part.ts';

const rounds = 15;
const goal = 1.4;
const largest = 900_000;

const folder = join(root, 'build', 'bench-cpu');
const run1 = promisify(execFile);

const Metafile = z.object({
  outputs: z.record(z.string(), z.object({ inputs: z.record(z.string(), z.object({ bytesInOutput: z.number() })) })),
});

/** How long a fresh process takes to import a bundle: by the clock, and of its own CPU, in milliseconds. */
type Start = { wall: number; cpu: number };

type Bundled = { name: string; entry: string; sdkEntry: string; environment: Record<string, string> };

/** A module that has the SDK's clients and commands which a bundle holds, makes the clients, and does no more. */
function sdkOnly(inputs: Readonly<Record<string, { bytesInOutput: number }>>): string {
  const wanted = new Map<string, Set<string>>();
  for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
    const [, name, what] =
      /@aws-sdk\/((?:client|lib)-[\w-]+)\/dist-es\/(?:commands\/)?(\w+(?:Command|Client))\.js$/.exec(path) ?? [];
    if (!name || !what || bytesInOutput === 0) continue;
    // The document client's commands bring those of the client below it.
    if (name === 'client-dynamodb' && what.endsWith('Command')) continue;
    wanted.set(name, (wanted.get(name) ?? new Set()).add(what));
  }
  const imports = [...wanted].map(([name, all]) => `import { ${[...all].join(', ')} } from '@aws-sdk/${name}';`);
  const all = [...wanted.values()].flatMap((names) => [...names]);
  const made = all
    .filter((name) => name.endsWith('Client') && name !== 'DynamoDBDocumentClient')
    .map((name) => (name === 'DynamoDBClient' ? `DynamoDBDocumentClient.from(new ${name}({}))` : `new ${name}({})`));
  const commands = all.filter((name) => name.endsWith('Command'));
  return [...imports, `export const handler = [${[...made, ...commands].join(', ')}];`].join('\n');
}

/** Every function as it is deployed, each with its SDK alone beside it. */
async function bundled(): Promise<Bundled[]> {
  const into = join(folder, 'build');
  mkdirSync(folder, { recursive: true });
  const { bundle, directory: cdkOut } = await synthesise({ outdir: join(folder, 'cdk.out'), into });
  const { outputs } = Metafile.parse(JSON.parse(readFileSync(join(into, 'metafile.json'), 'utf8')));
  const template = readTemplate(cdkOut, parametersFor(new URL('http://localhost:4700')));
  return Promise.all(
    bundle.functions.map(async (name) => {
      const inputs = outputs[relative(root, join(into, 'functions', name, 'index.mjs'))]?.inputs ?? {};
      const contents = sdkOnly(inputs);
      const sdkEntry = join(folder, `sdk-${name}.mjs`);
      writeFileSync(`${sdkEntry}.source`, contents);
      await build({
        ...bundling,
        absWorkingDir: root,
        stdin: { contents, resolveDir: root, loader: 'js' },
        outfile: sdkEntry,
        metafile: false,
      });
      const lambda = template
        .of('AWS::Lambda::Function')
        .find(({ properties }) => properties.Environment.Variables.SERVICE_NAME === name);
      if (!lambda) throw new Error(`The template has no ${name}.`);
      const directory = template.directoryOf(lambda.properties.Code.S3Key);
      const around = { role: name, directory, region: template.region, awsUrl: 'http://127.0.0.1:9' };
      return { name, sdkEntry, entry: join(directory, 'index.mjs'), environment: environmentOf(lambda, around) };
    }),
  );
}

const started = z.tuple([z.number(), z.number()]);

/** Imports a bundle in a process of its own. */
async function start(entry: string, env: Record<string, string>): Promise<Start> {
  const script = `const cpu = process.cpuUsage(), at = performance.now();
    await import(${JSON.stringify(pathToFileURL(entry).href)});
    const wall = performance.now() - at, { user, system } = process.cpuUsage(cpu);
    process.stdout.write(JSON.stringify([wall, (user + system) / 1000]));`;
  const { stdout } = await run1(process.execPath, ['--input-type=module', '-e', script], { env });
  const [wall, cpu] = started.parse(JSON.parse(stdout));
  return { wall, cpu };
}

/** Import time and size of each function beside the SDK clients it uses, in fresh processes. */
export async function run(): Promise<Part> {
  const load = loadavg()[0] ?? 0;
  const functions = await bundled();
  const found = new Map(functions.map(({ name }) => [name, { hub: [] as Start[], sdk: [] as Start[] }]));
  for (let round = 0; round < rounds; round += 1)
    for (const { name, entry, sdkEntry, environment } of functions) {
      found.get(name)?.hub.push(await start(entry, environment));
      found.get(name)?.sdk.push(await start(sdkEntry, environment));
    }
  const rows = functions.map(({ name, entry, sdkEntry }) => {
    const { hub = [], sdk = [] } = found.get(name) ?? {};
    const walls = [hub, sdk].map((starts) => starts.map(({ wall }) => wall));
    const [ours = [], theirs = []] = walls;
    const bytes = statSync(entry).size;
    const ratio = ratioOf(ours, theirs);
    return {
      ...{ name, bytes, sdkBytes: statSync(sdkEntry).size, ratio, hub, sdk },
      ...{ wall: median(ours), sdkWall: median(theirs) },
      cpuRatio: ratioOf(
        hub.map(({ cpu }) => cpu),
        sdk.map(({ cpu }) => cpu),
      ),
      spread: Math.max(spread(ours), spread(theirs)),
      verdict: verdict(ratio, goal, walls),
      small: bytes <= largest,
    };
  });
  return {
    name: 'cold-start',
    about: 'what a fresh process takes to import each function, beside a bundle with only the SDK clients it uses',
    tables: [
      {
        title: `Import of each function (median of ${rounds}, in turn)`,
        head: [
          'function',
          'ms',
          'SDK ms',
          '× SDK',
          'goal',
          'verdict',
          'spread',
          '× SDK by CPU',
          'bytes',
          'SDK bytes',
          '≤ 900 KB',
        ],
        rows: rows.map((row) => [
          ...[row.name, shown(row.wall, 0), shown(row.sdkWall, 0), Number(shown(row.ratio)), `≤ ${goal}`, row.verdict],
          ...[`${Math.round(100 * row.spread)} %`, Number(shown(row.cpuRatio))],
          ...[row.bytes, row.sdkBytes, row.small ? 'holds' : 'misses'],
        ]),
      },
    ],
    notes: [`Load of the machine before the run: ${shown(load, 1)}. Both bundles are made with the same settings.`],
    json: { load, rows },
  };
}
