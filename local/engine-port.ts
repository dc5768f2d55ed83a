import { Agent, request } from 'node:http';
import * as z from 'zod';

/** What the engine answered, as it came. */
interface EngineReply {
  readonly status: number;
  readonly body: Buffer;
}

/** Speaks DynamoDB's own protocol with the engine, over connections that stay open. */
export interface EnginePort {
  /** Passes a body on as it is: `target` is what `x-amz-target` says, such as `DynamoDB_20120810.GetItem`. */
  forward(target: string, body: string | Buffer): Promise<EngineReply>;
  /** Makes a call of the runner's own and parses the answer; a refusal is thrown with its code. */
  call<T>(target: string, input: object, output: z.ZodType<T>): Promise<T>;
  close(): void;
}

/** Why the engine refused, by the code of the AWS API. */
export class EngineRefusal extends Error {
  override readonly name = 'EngineRefusal';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const Refusal = z.object({ __type: z.string(), message: z.string().optional(), Message: z.string().optional() });

// The engines look for a signature and check nothing of it.
const authorization =
  'AWS4-HMAC-SHA256 Credential=local/20260101/eu-central-2/dynamodb/aws4_request, SignedHeaders=host, Signature=none';

/** Opens the way to the engine behind this port. */
export function enginePort(port: number): EnginePort {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });

  const forward = (target: string, body: string | Buffer) =>
    new Promise<EngineReply>((reply, fail) => {
      const outgoing = request(
        {
          agent,
          host: '127.0.0.1',
          port,
          method: 'POST',
          headers: {
            authorization,
            'content-type': 'application/x-amz-json-1.0',
            'content-length': Buffer.byteLength(body),
            'x-amz-target': target,
            'x-amz-date': '20260101T000000Z',
          },
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.once('end', () => reply({ status: incoming.statusCode ?? 500, body: Buffer.concat(chunks) }));
          incoming.once('error', fail);
        },
      );
      outgoing.once('error', fail);
      outgoing.end(body);
    });

  return {
    forward,
    call: async (target, input, output) => {
      const { status, body } = await forward(target, JSON.stringify(input));
      const json: unknown = JSON.parse(body.toString());
      if (status === 200) return output.parse(json);
      const refusal = Refusal.parse(json);
      throw new EngineRefusal(
        refusal.__type.split('#').at(-1) ?? '',
        refusal.message ?? refusal.Message ?? refusal.__type,
      );
    },
    close: () => agent.destroy(),
  };
}
