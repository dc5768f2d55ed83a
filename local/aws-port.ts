import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { AwsRefusal, type Call, type Cost, type Reply, type Service } from './call.ts';
import type { Policy } from './policy.ts';
import { listen } from './ports.ts';
import { readS3 } from './s3-request.ts';
import { escaped } from './s3-xml.ts';

/** One call as it was recorded: who, what, how it ended. */
interface RecordedCall extends Partial<Cost> {
  readonly at: string;
  readonly service: string;
  readonly operation: string;
  readonly role: string | undefined;
  /** The invocation of a function that made it, as its log lines name it. */
  readonly invocation: string | undefined;
  readonly milliseconds: number;
  /** The code of the refusal, when it was refused. */
  readonly refused: string | undefined;
}

/** What a fault answers instead of the service; undefined lets the call through. */
export type Fault = (call: Call) => { code: string; message: string; status?: number } | undefined;

/** Stands beside every call that is let through, and has the service answer it. */
type Witness = (call: Call, answer: () => Promise<Reply>) => Promise<Reply>;

/** The one port that every SDK client of every function speaks to. */
export interface AwsPort {
  readonly url: string;
  calls(): readonly RecordedCall[];
  /** Puts a fault in the way of an operation; answers how to take it away again. */
  inject(service: string, operation: string, fault: Fault): () => void;
  /** Has every call witnessed; answers how to be alone again. */
  witness(witness: Witness): () => void;
  close(): Promise<void>;
}

const kept = 20_000;
const services: Readonly<Record<string, string>> = {
  DynamoDB_20120810: 'dynamodb',
  TrentService: 'kms',
  AWSCognitoIdentityProviderService: 'cognito-idp',
};

/** Opens the port: each call is judged by the synthesised policy of its caller's role before any service sees it. */
export async function openAwsPort(
  behind: Readonly<Record<string, Service>>,
  policy: Policy,
  rootAccessKeyId: string,
  failed: (error: unknown) => void,
): Promise<AwsPort> {
  const recorded: RecordedCall[] = [];
  const faults = new Set<{ service: string; operation: string; fault: Fault }>();
  const witnesses = new Set<Witness>();

  const answer = async (request: IncomingMessage, body: Buffer): Promise<Reply> => {
    const started = performance.now();
    const call = identify(request, body);
    const record = (refused: string | undefined, cost: Cost | undefined) => {
      const { service, operation, role, invocation } = call;
      recorded.push({
        at: new Date().toISOString(),
        service,
        operation,
        role,
        invocation,
        refused,
        milliseconds: performance.now() - started,
        ...cost,
      });
      if (recorded.length > kept) recorded.splice(0, kept / 10);
    };
    try {
      const service = behind[call.service];
      if (!service) throw new AwsRefusal('UnknownOperationException', `The local runner has no ${call.service}.`);
      if (call.role !== rootAccessKeyId) {
        if (call.role !== undefined && !policy.knows(call.role)) {
          throw new AwsRefusal('UnrecognizedClientException', 'The security token included in the request is invalid.');
        }
        const demands = service.demandsOf(call);
        if (demands.length > 0) policy.check(call.role ?? '', demands);
      }
      for (const { service: named, operation, fault } of faults) {
        const broken = named === call.service && operation === call.operation ? fault(call) : undefined;
        if (broken) throw new AwsRefusal(broken.code, broken.message, broken.status);
      }
      const witnessed = [...witnesses].reduce<() => Promise<Reply>>(
        (next, witness) => () => witness(call, next),
        () => service.answer(call),
      );
      const reply = await witnessed();
      record(reply.status < 300 ? undefined : codeOf(reply), reply.cost);
      return reply;
    } catch (error) {
      if (!(error instanceof AwsRefusal)) failed(error);
      const refusal =
        error instanceof AwsRefusal
          ? error
          : new AwsRefusal('InternalFailure', 'The local runner failed; its log says how.', 500);
      record(refusal.code, undefined);
      return refusalIn(call.service, refusal);
    }
  };

  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => {
      answer(request, Buffer.concat(chunks)).then(
        (reply) => send(response, reply, request),
        (error: unknown) => {
          failed(error);
          response.destroy();
        },
      );
    });
  });
  const port = await listen(server);

  return {
    url: `http://127.0.0.1:${port}`,
    calls: () => recorded,
    inject: (service, operation, fault) => {
      const injected = { service, operation, fault };
      faults.add(injected);
      return () => faults.delete(injected);
    },
    witness: (witness) => {
      witnesses.add(witness);
      return () => witnesses.delete(witness);
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Who calls what: from the credential, the target header, the form's action, or, with S3, method and address. */
function identify({ method = '', url = '', headers }: IncomingMessage, body: Buffer): Call {
  const [, role, scope] = /Credential=([^/]+)\/[^/]+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '') ?? [];
  const [, invocation] = /Root=([^;]+)/.exec(String(headers['x-amzn-trace-id'])) ?? [];
  const by = { role, invocation, body };
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    const [prefix = '', operation = ''] = target.split('.');
    return { ...by, service: services[prefix] ?? prefix, operation, input: JSON.parse(body.toString() || '{}') };
  }
  if (scope === 's3') {
    const input = { method, url, headers };
    return { ...by, service: 's3', operation: readS3(input).operation, input };
  }
  const input = Object.fromEntries(new URLSearchParams(body.toString()));
  return { ...by, service: scope === 'email' ? 'ses' : (scope ?? ''), operation: input.Action ?? '', input };
}

function codeOf({ body }: Reply): string {
  return /"__type"\s*:\s*"(?:[^"]*#)?(\w+)"/.exec(body.toString())?.[1] ?? 'refused';
}

function refusalIn(service: string, { code, message, status }: AwsRefusal): Reply {
  if (service === 's3') {
    const denied = code === 'AccessDeniedException' || code === 'UnrecognizedClientException';
    const told = `<Code>${denied ? 'AccessDenied' : code}</Code><Message>${escaped(message)}</Message>`;
    return { status: denied ? 403 : status, body: `<Error>${told}<RequestId>${randomUUID()}</RequestId></Error>` };
  }
  if (service !== 'ses') return { status, body: JSON.stringify({ __type: code, message, Message: message }) };
  const named = code === 'AccessDeniedException' ? 'AccessDenied' : code;
  return {
    status: named === 'AccessDenied' ? 403 : status,
    body: `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>${named}</Code><Message>${escaped(message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  };
}

function send(response: ServerResponse, { status, body, headers }: Reply, { headers: asked }: IncomingMessage): void {
  const isJson = asked['x-amz-target'] !== undefined;
  response.writeHead(status, {
    'content-type': isJson ? (asked['content-type'] ?? 'application/x-amz-json-1.0') : 'text/xml',
    ...(status !== 204 && { 'content-length': Buffer.byteLength(body) }),
    'x-amzn-requestid': randomUUID(),
    ...headers,
  });
  response.end(body);
}
