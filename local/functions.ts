import { randomUUID } from 'node:crypto';
import type { Worker } from 'node:worker_threads';
import { type Surroundings, workerFor } from './function-environment.ts';
import type { FromWorker, ToWorker } from './function-worker.ts';
import { account } from './names.ts';
import type { Resource, Template } from './template.ts';

/** How an invocation ended: the JSON the function answered, or what went wrong. */
export type Outcome = { readonly result: string } | { readonly error: { errorType: string; errorMessage: string } };

/** One line that a function wrote. */
export interface LogLine {
  readonly at: string;
  readonly function: string;
  readonly line: string;
}

/** A function of the template, ready to be invoked. */
export interface LocalFunction {
  /** Its name in the hub: what its logs and the contract call it. */
  readonly name: string;
  readonly arn: string;
  /** The logical id of its role. */
  readonly role: string;
  invoke(event: object): Promise<Outcome>;
  /** Loads the bundle before anybody waits for it. */
  warm(): Promise<void>;
  /** The milliseconds of a processor that its threads have taken so far. */
  processorTime(): Promise<number>;
  /** How many events it has accepted and not yet answered. */
  pending(): number;
  stop(): Promise<void>;
}

const mostWorkers = 4;
// Lambda gives an initialisation ten seconds.
const initialisationLimit = 10_000;
interface Waiting {
  readonly event: string;
  readonly finish: (outcome: Outcome) => void;
}

/** Makes the functions of the template runnable, each with the environment it would have and nothing of ours. */
export function localFunctions(
  template: Template,
  awsUrl: string,
  log: (functionName: string, line: string) => void,
): LocalFunction[] {
  const roles = new Map(template.of('AWS::IAM::Role').map((role) => [role.attributes.Arn, role.id]));
  return template.of('AWS::Lambda::Function').map((lambda) => {
    const name = lambda.properties.Environment.Variables.SERVICE_NAME ?? lambda.id;
    const role = roles.get(lambda.properties.Role) ?? '';
    const written = (line: string) => log(name, line);
    return localFunction(lambda, {
      name,
      role,
      directory: template.directoryOf(lambda.properties.Code.S3Key),
      region: template.region,
      awsUrl,
      written,
    });
  });
}

function localFunction(lambda: Resource<'AWS::Lambda::Function'>, around: Surroundings): LocalFunction {
  const waiting: Waiting[] = [];
  const workers = new Set<Worker>();
  const idle: { take(next: Waiting): void }[] = [];
  let running = 0;
  let stopped = false;

  /** One worker: takes events one at a time until it times out or its thread ends. */
  const start = () =>
    new Promise<Outcome | undefined>((started) => {
      const worker = workerFor(lambda, around);
      workers.add(worker);
      let current: Waiting | undefined;
      let timer = setTimeout(
        () => giveUp('Sandbox.Timedout', `Initialisation took more than ${initialisationLimit / 1000} seconds`),
        initialisationLimit,
      );
      let gone = false;

      const end = (outcome: Outcome) => {
        clearTimeout(timer);
        const finished = current;
        current = undefined;
        if (finished) {
          running -= 1;
          finished.finish(outcome);
        }
      };
      const giveUp = (errorType: string, errorMessage: string) => {
        if (gone) return;
        gone = true;
        workers.delete(worker);
        const outcome = { error: { errorType, errorMessage } };
        const finishedEarly = current !== undefined;
        if (!stopped) around.written(JSON.stringify({ level: 'ERROR', message: errorMessage, errorType }));
        end(outcome);
        started(outcome);
        void worker.terminate();
        if (finishedEarly && waiting.length > 0 && !stopped) void grow();
      };
      const slot = {
        take: (next: Waiting) => {
          current = next;
          running += 1;
          const limit = lambda.properties.Timeout * 1000;
          timer = setTimeout(
            () => giveUp('Sandbox.Timedout', `Task timed out after ${lambda.properties.Timeout} seconds`),
            limit,
          );
          const invocation: ToWorker = { requestId: randomUUID(), event: next.event, deadline: Date.now() + limit };
          worker.postMessage(invocation);
        },
      };
      const free = () => {
        const next = waiting.shift();
        if (next) slot.take(next);
        else idle.push(slot);
      };
      worker.on('message', (message: FromWorker) => {
        if (message.kind === 'broken') return giveUp(message.error.errorType, message.error.errorMessage);
        if (message.kind === 'ready') clearTimeout(timer);
        if (message.kind === 'answered') end({ result: message.result });
        if (message.kind === 'failed') end({ error: message.error });
        started(undefined);
        free();
      });
      worker.once('error', (error: Error) => giveUp('Runtime.ExitError', error.message));
      worker.once('exit', () => {
        const at = idle.indexOf(slot);
        if (at >= 0) idle.splice(at, 1);
        giveUp('Runtime.ExitError', 'The function ended without an answer');
      });
    });

  /** Another worker for what waits; when it cannot even start, what waits fails with it. */
  const grow = async () => {
    const broken = await start();
    if (!broken) return;
    waiting.shift()?.finish(broken);
    if (waiting.length > 0 && workers.size === 0) await grow();
  };

  return {
    name: around.name,
    arn: lambda.attributes.Arn ?? '',
    role: around.role,
    pending: () => waiting.length + running,
    processorTime: async () => {
      const used = await Promise.all([...workers].map((worker) => worker.cpuUsage()));
      return used.reduce((all, { user, system }) => all + (user + system) / 1000, 0);
    },
    warm: async () => {
      if (workers.size === 0) await start();
    },
    invoke: (event) =>
      new Promise((finish) => {
        const next = { event: JSON.stringify(event), finish };
        const slot = idle.pop();
        if (slot) return slot.take(next);
        waiting.push(next);
        const starting = workers.size - running;
        if (workers.size < mostWorkers && starting < waiting.length) void grow();
      }),
    stop: async () => {
      stopped = true;
      await Promise.all([...workers].map((worker) => worker.terminate()));
    },
  };
}

/** The ARN of a function, from the address the gateway calls it by. */
export function functionArnIn(uri: string): string {
  return new RegExp(`functions/(arn:aws:lambda:[^:]*:${account}:function:[^/]+)/invocations$`).exec(uri)?.[1] ?? '';
}
