import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { CannotStart } from './cannot-start.ts';
import { answers } from './ports.ts';
import { openState } from './state.ts';

const Running = z.object({ pid: z.number(), port: z.number() });
const name = 'running';

/** Refuses to run twice on the same state: two hubs would write over each other's. */
export async function refuseIfRunning(stateDirectory: string): Promise<void> {
  const running = openState(stateDirectory).read(name, Running.optional(), undefined);
  // After a crash the note stays behind: the process must live, and something must answer where it said.
  if (running && lives(running.pid) && (await answers(running.port))) {
    throw new CannotStart(
      `The hub is running already, at http://localhost:${running.port} (process ${running.pid}): stop that one first.`,
    );
  }
}

/** Says that this process runs on the state; answers how to take it back. */
export function sayRunning(stateDirectory: string, port: number): () => void {
  openState(stateDirectory).write(name, { pid: process.pid, port });
  return () => rmSync(join(stateDirectory, `${name}.json`), { force: true });
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
