import { once } from 'node:events';
import type { Server } from 'node:net';

/** Listens on a port of this machine alone; 0 takes any free one. Answers which it is. */
export async function listen(server: Server, port = 0): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A server on a port has an address.');
  return address.port;
}
