import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { freePort } from '../local/ports.ts';
import type { Part } from './part.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const port = 3471;
const goal = 10;

/** The processes that this one started, and those that they did, by what the system says. */
function familyOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return [pid, ...(children ? children.split(' ').flatMap((child) => familyOf(Number(child))) : [])];
}

/** Megabytes that these processes hold in memory. */
const megabytes = (pids: readonly number[]): number =>
  pids.reduce((all, pid) => {
    const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return all + Number(kilobytes) / 1024;
  }, 0);

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ status }) => status === 200,
    () => false,
  );
}

/** Starts the hub as somebody does who wants to see it, until the first page is there; it ends again. */
async function started(): Promise<{ steps: [string, number][]; firstPage: number; memory: number }> {
  await freePort(port);
  const began = performance.now();
  const hub = spawn('npm', ['start', '--', '--port', String(port)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    let said = '';
    hub.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    while (!(await answers(`http://localhost:${port}/`))) {
      if (hub.exitCode !== null) throw new Error(`the hub did not start: ${said}`);
      await pause(50);
    }
    const firstPage = (performance.now() - began) / 1000;
    while (!said.includes('Ready after')) await pause(50);
    const memory = megabytes(familyOf(hub.pid ?? 0));
    const steps = [...said.matchAll(/^ {2}(.+) … ([\d.]+) s$/gm)].map(([, step = '', seconds]): [string, number] => [
      step,
      Number(seconds),
    ]);
    return { steps, firstPage, memory };
  } finally {
    for (const pid of familyOf(hub.pid ?? 0).reverse()) process.kill(pid, 'SIGINT');
    await pause(2000);
  }
}

const Reported = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      startTime: z.number(),
      endTime: z.number(),
      assertionResults: z.array(z.object({ duration: z.number().nullish() })),
    }),
  ),
});

/** Where the time of a run of the tests went, file by file, by the report that vitest writes with `--reporter=json`. */
function testTimes(file: string): { project: string; file: string; seconds: number; tests: number }[] {
  return Reported.parse(JSON.parse(readFileSync(file, 'utf8')))
    .testResults.map(({ name, startTime, endTime, assertionResults }) => {
      const [, project = '', test = ''] = /test\/(\w+)\/([^/]+)$/.exec(name) ?? [];
      return { project, file: test, seconds: (endTime - startTime) / 1000, tests: assertionResults.length };
    })
    .sort((a, b) => b.seconds - a.seconds);
}

/** How soon the hub is there on this machine, what it holds in memory, and where the time of a run of the tests went. */
export async function run(): Promise<Part> {
  const [busy = 0] = loadavg();
  const { steps, firstPage, memory } = await started();
  const at = process.argv.indexOf('--tests');
  const tests = at > 0 ? testTimes(process.argv[at + 1] ?? '') : [];
  return {
    name: 'laptop',
    about: 'how soon the hub is there on this machine, and where the time of its tests goes',
    tables: [
      {
        title: `npm start, packages installed: seconds (the first page within ${goal})`,
        head: ['', 'seconds'],
        rows: [['the first page', seconds(firstPage)], ...steps],
      },
      { title: 'Memory when it is ready', head: ['', 'MB'], rows: [['all its processes', Math.round(memory)]] },
      ...(tests.length > 0 ? testTables(tests) : []),
    ],
    notes: [
      `The machine has ${cpus().length} processors; ${busy.toFixed(1)} processes wanted them when this began${busy > cpus().length ? ': noisy, not to be judged by' : ''}.`,
      ...(tests.length > 0
        ? []
        : [
            'Where the tests’ time goes: npm test -- --reporter=json --outputFile=build/tests.json, then npm run bench -- laptop --tests build/tests.json.',
          ]),
    ],
    json: { steps, firstPage, memory, busy, tests },
  };
}

const seconds = (number: number) => Number(number.toFixed(1));

/** Where the time of the tests went: by project, and the files that took longest. */
function testTables(tests: ReturnType<typeof testTimes>): Part['tables'] {
  const projects = Map.groupBy(tests, ({ project }) => project);
  const sum = (some: readonly { seconds: number }[]) => some.reduce((all, one) => all + one.seconds, 0);
  return [
    {
      title: 'The tests, by project: seconds of all files together, however many ran at once',
      head: ['project', 'files', 'tests', 'seconds'],
      rows: [...projects].map(([project, files]) => [
        ...[project, files.length, files.reduce((all, one) => all + one.tests, 0), seconds(sum(files))],
      ]),
    },
    {
      title: 'The slowest files',
      head: ['project', 'file', 'tests', 'seconds'],
      rows: tests.slice(0, 20).map((one) => [one.project, one.file, one.tests, seconds(one.seconds)]),
    },
  ];
}
