import * as z from 'zod';
import { messageOf } from './cannot-start.ts';

// Run as a process of its own by start.ts: CDK and esbuild take hundreds of megabytes that the hub does not need afterwards.

/** What esbuild throws when something does not bundle. */
const BuildFailure = z.object({
  errors: z.tuple(
    [z.object({ text: z.string(), location: z.object({ file: z.string(), line: z.number() }).nullable() })],
    z.unknown(),
  ),
});

/** The first cause, in one line. */
function causeOf(error: unknown): string {
  const failure = BuildFailure.safeParse(error);
  if (!failure.success) return messageOf(error).split('\n')[0] ?? '';
  const [{ text, location }] = failure.data.errors;
  return location ? `${location.file}, line ${location.line}: ${text}` : text;
}

const [outdir, into] = process.argv.slice(2);
try {
  const { synthesise } = await import('../infra/app.ts');
  await synthesise({ outdir, into });
} catch (error) {
  console.error(causeOf(error));
  process.exitCode = 1;
}
