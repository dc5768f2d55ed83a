import { defineConfig } from 'vitest/config';

/** Whoever waits for something to follow waits long enough for a busy machine; what never follows fails all the same. */
const expect = { poll: { timeout: 15_000 } };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rules',
          include: ['test/rules/**/*.test.ts', 'test/rules/**/*.test.tsx'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'stack',
          expect,
          include: ['test/stack/**/*.test.ts'],
          globalSetup: 'test/build-once.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          expect,
          include: ['test/browser/**/*.test.ts'],
          globalSetup: 'test/build-once.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'infra',
          include: ['test/infra/**/*.test.ts'],
          // One synth serves them all: importing CDK and bundling is what costs.
          isolate: false,
          maxWorkers: 1,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
