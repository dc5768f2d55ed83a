import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Start } from './function-worker.ts';
import type { Resource } from './template.ts';

/** Where a function runs: whose name its calls are made in, where its code lies, whom it calls, who hears what it writes. */
export interface Surroundings {
  readonly name: string;
  readonly role: string;
  readonly directory: string;
  readonly region: string;
  readonly awsUrl: string;
  readonly written: (line: string) => void;
}

/** A thread with the bundle of a function and exactly the environment that Lambda would give it. */
export function workerFor(
  lambda: Resource<'AWS::Lambda::Function'>,
  { role, directory, region, awsUrl, written }: Surroundings,
): Worker {
  const { Handler, MemorySize } = lambda.properties;
  const [file = '', exported = ''] = Handler.split('.');
  const logGroup = `/aws/lambda/${lambda.ref}`;
  const start: Start = {
    entry: pathToFileURL(join(directory, `${file}.mjs`)).href,
    exported,
    about: {
      functionName: lambda.ref,
      functionVersion: '$LATEST',
      invokedFunctionArn: lambda.attributes.Arn,
      memoryLimitInMB: String(MemorySize),
      logGroupName: logGroup,
      logStreamName: 'local',
    },
  };
  const worker = new Worker(new URL('./function-worker.ts', import.meta.url), {
    workerData: start,
    env: environmentOf(lambda, { role, directory, region, awsUrl }),
    argv: [],
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: MemorySize },
  });
  worker.setMaxListeners(0);
  for (const input of [worker.stdout, worker.stderr]) createInterface({ input }).on('line', written);
  return worker;
}

/** Exactly the environment that Lambda would give a function. */
export function environmentOf(
  lambda: Resource<'AWS::Lambda::Function'>,
  { role, directory, region, awsUrl }: Pick<Surroundings, 'role' | 'directory' | 'region' | 'awsUrl'>,
): Record<string, string> {
  const { Handler, MemorySize, Environment } = lambda.properties;
  return {
    ...Environment.Variables,
    AWS_ACCESS_KEY_ID: role,
    AWS_SECRET_ACCESS_KEY: 'the-local-port-checks-no-signature',
    AWS_ENDPOINT_URL: awsUrl,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: lambda.ref,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MemorySize),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${lambda.ref}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    // So that no profile of the person who runs this is read.
    AWS_CONFIG_FILE: join(directory, 'no-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(directory, 'no-credentials'),
    LAMBDA_TASK_ROOT: directory,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    _HANDLER: Handler,
  };
}
