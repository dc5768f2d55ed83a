import type { TestProject } from 'vitest/node';
import { synthesise } from '../infra/app.ts';

declare module 'vitest' {
  interface ProvidedContext {
    cdkOut: string;
  }
}

let built: Promise<string> | undefined;

/** Bundles and synthesises once for every test that runs the template. */
export default async function setup(project: TestProject): Promise<void> {
  built ??= synthesise({ outdir: 'build/stack-tests' }).then(({ directory }) => directory);
  project.provide('cdkOut', await built);
}
