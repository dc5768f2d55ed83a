import { request as ask, createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { listen } from '../local/ports.ts';

/** The hub with all it sends compressed, as nothing is once it is deployed, at an address of its own on this machine. */
export async function gzipFront(origin: string): Promise<{ origin: string; close(): void }> {
  const { host } = new URL(origin);
  const server = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const options = { host: '127.0.0.1', port: new URL(origin).port, method, path: url, headers: { ...headers, host } };
    const passed = ask(options, (reply) => {
      const chunks: Buffer[] = [];
      reply.on('data', (chunk: Buffer) => chunks.push(chunk));
      reply.once('end', () => {
        const body = gzipSync(Buffer.concat(chunks));
        const { 'content-length': _, 'transfer-encoding': __, ...rest } = reply.headers;
        outgoing.writeHead(reply.statusCode ?? 502, {
          ...rest,
          ...{ 'content-encoding': 'gzip', 'content-length': body.length },
        });
        outgoing.end(body);
      });
    });
    passed.once('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  const port = await listen(server);
  return {
    origin: `http://localhost:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
