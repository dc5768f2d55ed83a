import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { synthesise } from '../infra/app.ts';
import { bundling, root } from '../infra/bundle.ts';
import { environmentOf } from '../local/function-environment.ts';
import { startHub } from '../local/hub.ts';
import { counted, floorOf, needed } from './floors.ts';
import { cannedAws, measured } from './processes.ts';
import { scene } from './scene.ts';
import { recorder } from './wire.ts';

/** A handler to be started: where it is and what it is told of its surroundings. */
type Started = { entry: string; environment: Record<string, string> };

/** An operation, ready to be measured: the hub's own function and its floor, both before canned answers. */
export type Prepared = {
  name: string;
  calls: string;
  hub: Started;
  floor: Started;
  events: { json: string; html?: string };
};

const folder = join(root, 'build', 'bench-cpu');

/** A session that was seen this much later is touched by none of the requests to come. */
const later = 60 * 60_000;
const neverTouched = (reply: string): string =>
  reply.replace(/("lastSeenAt":\{"S":")[^"]+/g, `$1${new Date(Date.now() + later).toISOString()}`);

async function floorBundle(): Promise<string> {
  const outfile = join(folder, 'floor.mjs');
  await build({ ...bundling, absWorkingDir: root, entryPoints: ['bench/floor.ts'], outfile, metafile: false });
  return outfile;
}

/** Runs every operation once in a hub on this machine, and keeps what AWS answered. */
export async function prepared(): Promise<{ operations: Prepared[]; stop(): void }> {
  mkdirSync(folder, { recursive: true });
  const { directory: cdkOut } = await synthesise({ outdir: join(folder, 'cdk.out'), into: join(folder, 'build') });
  const floorEntry = await floorBundle();
  const hub = await startHub({ cdkOut, schedules: false });
  const tape = await recorder(hub.aws.url);
  const aws = cannedAws();
  try {
    const { operations, template } = await scene(hub, cdkOut);
    const roles = new Map(template.of('AWS::IAM::Role').map((role) => [role.attributes.Arn, role.id]));
    const lambdas = new Map(template.of('AWS::Lambda::Function').map((one) => [one.attributes.Arn, one]));
    const ready: Prepared[] = [];
    for (const { name, functionArn, events } of operations) {
      const lambda = lambdas.get(functionArn);
      const wanted = needed[name];
      if (!lambda || !wanted) throw new Error(`Nobody knows what ${name} needs.`);
      const directory = template.directoryOf(lambda.properties.Code.S3Key);
      const around = { role: roles.get(lambda.properties.Role) ?? '', directory, region: template.region };
      const started = (awsUrl: string): Started => ({
        entry: join(directory, 'index.mjs'),
        environment: environmentOf(lambda, { ...around, awsUrl }),
      });
      const live = started(tape.url);
      const process = await measured(live.entry, live.environment);
      // The first reads the settings, which the function then keeps for a minute.
      const all = Object.values(events);
      const first = await process.cost({ events: all, clients: 1, requests: all.length });
      const before = tape.taken();
      await process.cost({ events: all.slice(0, 1), clients: 1, requests: 1 });
      process.stop();
      const calls = tape.taken();
      if (first.statuses.some((status) => status >= 400)) throw new Error(`${name} answered ${first.statuses}.`);
      const file = (what: string) => join(folder, `${name.replaceAll(' ', '-')}-${what}.json`);
      const answers = [...before, ...calls].map((each) => ({ ...each, reply: neverTouched(each.reply) }));
      writeFileSync(file('answers'), JSON.stringify(answers));
      const texts = ['Limitation periods in the draft bill', 'x'.repeat(2000)].slice(name === 'draft' ? 0 : 1);
      const floors = {
        floor: floorOf(wanted.floor, calls, texts),
        bare: floorOf(wanted.bare, calls, texts),
      };
      writeFileSync(file('floors'), JSON.stringify(floors));
      const url = await aws.serve(file('answers'));
      const canned = started(url);
      ready.push({
        ...{ name, events, calls: counted(calls), hub: canned },
        floor: { entry: floorEntry, environment: { ...canned.environment, FLOORS: file('floors') } },
      });
    }
    return { operations: ready, stop: aws.stop };
  } catch (error) {
    aws.stop();
    throw error;
  } finally {
    tape.close();
    await hub.stop();
  }
}
