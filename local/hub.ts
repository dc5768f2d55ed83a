import { createServer, type RequestListener } from 'node:http';
import { type Aws, openAws } from './aws.ts';
import type { AwsPort } from './aws-port.ts';
import { demoInstitutions, demoPassword, demoPeople } from './demo-people.ts';
import { type EngineName, engineNamed } from './engine.ts';
import type { EnginePort } from './engine-port.ts';
import { type Events, followEvents } from './events.ts';
import { type LogLine, localFunctions } from './functions.ts';
import { gateway } from './gateway.ts';
import { localPages } from './local-pages.ts';
import { openLog } from './log.ts';
import { people as openPeople, type People } from './people.ts';
import { listen } from './ports.ts';
import type { Mail } from './ses.ts';
import { openState } from './state.ts';
import { readTemplate } from './template.ts';

/** What to run, and where to keep it. */
export interface HubOptions {
  /** The folder that `cdk synth` wrote. */
  readonly cdkOut: string;
  /** Where state is kept; in memory when absent. */
  readonly stateDirectory?: string;
  /** 0: any free one. */
  readonly port?: number;
  /** What the environment's HUB_ENGINE says when absent, or the one that is installed. */
  readonly engine?: EngineName | undefined;
  /** Whether schedules run by themselves; `tick` runs one either way. */
  readonly schedules?: boolean;
  /** Whether the demo's people are let in. */
  readonly demoPeople?: boolean;
  /** Is told each step of the start. */
  readonly report?: (step: string) => void;
  /** Is told when what the hub needs ended by itself. */
  readonly crashed?: (sentence: string) => void;
}

/** The hub, running here. */
export interface Hub {
  /** The address people open. */
  readonly origin: string;
  readonly engine: EngineName;
  /** What the stacks tell whoever deployed them, such as the name of the bucket of anchors. */
  readonly outputs: Readonly<Record<string, string>>;
  /** What a function of the template is told of its surroundings. */
  environmentOf(functionName: string): Readonly<Record<string, string>>;
  /** The port of all AWS calls, and a credential that no policy binds, to look at what the functions did. */
  readonly aws: Aws['root'];
  /** The pool and client that people sign in to. */
  readonly pool: Aws['pool'];
  /** A way to the database that passes neither policy nor record. */
  readonly database: EnginePort;
  readonly people: People;
  readonly faults: Pick<AwsPort, 'inject'>;
  witness: AwsPort['witness'];
  inbox(): readonly Mail[];
  logs(): readonly LogLine[];
  calls: AwsPort['calls'];
  deadLetters(): readonly object[];
  /** Decides from now on what becomes of mail that SES takes; an address that it says nothing of decides for itself. */
  decideFates: Events['decideFates'];
  /** Resolves when nothing that was written is still to be followed up. */
  drain(): Promise<void>;
  /** Runs the schedule of this function now. */
  tick(functionName: string): Promise<void>;
  /** The physical name of a table: `tableName('Queries')`. */
  tableName(id: string): string;
  /** The milliseconds of a processor that a function has taken so far. */
  processorTimeOf(functionName: string): Promise<number>;
  /** Loads every function before somebody waits for it. */
  warm(): Promise<void>;
  stop(): Promise<void>;
}

/** Ends what was started, the last first. */
type Stops = (() => Promise<void>)[];

/** Runs the synthesised template on this machine. */
export async function startHub(options: HubOptions): Promise<Hub> {
  const stops: Stops = [];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    return { ...(await start(options, stops)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(options: HubOptions, stops: Stops): Promise<Omit<Hub, 'stop'>> {
  const { report = () => {}, crashed = () => {} } = options;
  const { origin, serve } = await openDoor(options.port ?? 0, stops);

  report('Reading the template');
  const template = readTemplate(options.cdkOut, parametersFor(origin));
  const state = openState(options.stateDirectory);
  const log = openLog(state);

  report('Starting the database');
  const aws = await openAws(
    { template, state, log, engine: options.engine ?? engineNamed(process.env.HUB_ENGINE), crashed },
    stops,
  );

  report('Starting the functions');
  const functions = localFunctions(template, aws.root.url, log.write);
  stops.push(async () => {
    await Promise.all(functions.map((each) => each.stop()));
  });
  const events = followEvents({ template, state, log, aws, functions, schedules: options.schedules ?? true }, stops);

  const people = openPeople(aws.database, aws.tableName('Directory'), aws.accounts);
  if (options.demoPeople ?? true) {
    report('Letting the demo’s people in');
    await Promise.all(demoInstitutions.map((institution) => people.addInstitution(institution)));
    await Promise.all(demoPeople.map((person) => people.addPerson(person, demoPassword)));
  }

  serve(
    gateway(
      template,
      functions,
      origin,
      localPages({ origin: origin.origin, people, inbox: aws.inbox, deadLetters: events.deadLetters }),
    ),
  );
  const { root, pool, engine, database, inbox, port, tableName } = aws;
  return {
    ...{ engine, pool, database, people, inbox, tableName },
    origin: origin.origin,
    outputs: template.outputs,
    environmentOf: (name) =>
      template
        .of('AWS::Lambda::Function')
        .map(({ properties }) => properties.Environment.Variables)
        .find(({ SERVICE_NAME }) => SERVICE_NAME === name) ?? {},
    aws: root,
    faults: { inject: port.inject },
    calls: port.calls,
    witness: port.witness,
    logs: log.lines,
    deadLetters: events.deadLetters,
    decideFates: events.decideFates,
    drain: events.drain,
    tick: events.tick,
    processorTimeOf: async (name) => functions.find((each) => each.name === name)?.processorTime() ?? 0,
    warm: async () => {
      await Promise.all(functions.map((each) => each.warm()));
    },
  };
}

/** Takes the port people come to, and asks for patience until there is something to serve. */
async function openDoor(
  port: number,
  stops: Stops,
): Promise<{ origin: URL; serve: (listener: RequestListener) => void }> {
  let listener: RequestListener = (_request, response) => {
    response.writeHead(503, { 'Content-Type': 'text/plain', 'Retry-After': '1' }).end('The hub is starting.\n');
  };
  // API Gateway takes ten kilobytes of request line and headers.
  const server = createServer({ maxHeaderSize: 10_240 }, (request, response) => listener(request, response));
  const taken = await listen(server, port);
  stops.push(async () => {
    server.close();
    server.closeAllConnections();
  });
  return {
    origin: new URL(`http://localhost:${taken}`),
    serve: (next) => {
      listener = next;
    },
  };
}

/** What the template asks of whoever deploys it, for a hub at this address. */
export function parametersFor(origin: URL): Record<string, string> {
  return {
    Origin: origin.origin,
    MailDomain: 'advice-hub.example',
    CertificateArn: 'arn:aws:acm:eu-central-2:111122223333:certificate/local',
  };
}
