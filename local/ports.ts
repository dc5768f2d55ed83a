import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';
import { CannotStart, messageOf } from './cannot-start.ts';

/** Listens on a port of this machine alone; 0 takes any free one. Answers which it is. */
export async function listen(server: Server, port = 0): Promise<number> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw new CannotStart(
      inUse
        ? `Port ${port} is taken: stop what uses it, or choose another with --port.`
        : `Port ${port} cannot be used: ${messageOf(error)}.`,
    );
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A server on a port has an address.');
  return address.port;
}

/** A port that nobody listens on: this one, or any; refuses when it is taken. */
export async function freePort(port = 0): Promise<number> {
  const server = createServer();
  const free = await listen(server, port);
  server.close();
  await once(server, 'close');
  return free;
}

/** Does anything answer on this port of this machine? */
export function answers(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect(port, '127.0.0.1');
    const done = (answered: boolean) => {
      socket.destroy();
      answer(answered);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
  });
}
