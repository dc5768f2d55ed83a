import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import { listen } from '../local/ports.ts';

/** A call to AWS with its real answer. */
export type Answered = { target: string; body: string; type: string; reply: string };

/** How a call is told from others: by what it is and, where that is not enough, by all it says. */
export const targetOf = ({ headers }: IncomingMessage): string => String(headers['x-amz-target'] ?? '');

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function passedOn(
  to: URL,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
): Promise<[IncomingMessage, Buffer]> {
  return new Promise((answered, failed) => {
    const outgoing = request(
      { host: to.hostname, port: to.port, method, path: url, headers: { ...headers, host: to.host } },
      (incoming) => bytesOf(incoming).then((bytes) => answered([incoming, bytes]), failed),
    );
    outgoing.once('error', failed);
    outgoing.end(body);
  });
}

/**
 * A port before AWS that keeps every call with its answer. A transaction is answered as one that was written is, and not
 * written: what is measured can be done again and again.
 */
export async function recorder(awsUrl: string) {
  const to = new URL(awsUrl);
  let kept: Answered[] = [];
  const answer = async (incoming: IncomingMessage): Promise<[number, string, Buffer]> => {
    const body = await bytesOf(incoming);
    const target = targetOf(incoming);
    const keep = (type: string, reply: Buffer) =>
      kept.push({ target, type, body: body.toString(), reply: reply.toString() });
    if (target.endsWith('.TransactWriteItems')) {
      keep('application/x-amz-json-1.0', Buffer.from('{}'));
      return [200, 'application/x-amz-json-1.0', Buffer.from('{}')];
    }
    const [{ statusCode = 500, headers }, reply] = await passedOn(to, incoming, body);
    const type = headers['content-type'] ?? '';
    if (statusCode < 300) keep(type, reply);
    return [statusCode, type, reply];
  };
  const server: Server = createServer((incoming, response) => {
    answer(incoming).then(
      ([status, type, reply]) =>
        response.writeHead(status, { 'content-type': type, 'content-length': reply.length }).end(reply),
      () => response.destroy(),
    );
  });
  const port = await listen(server, 0);
  return {
    url: `http://127.0.0.1:${port}`,
    /** Everything that was called since this was asked last. */
    taken: (): Answered[] => {
      const taken = kept;
      kept = [];
      return taken;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
