import { defineConfig } from 'vitest/config';

/** Whoever waits for something to follow waits long enough for a busy machine; what never follows fails all the same. */
const expect = { poll: { timeout: 60_000 } };

/** So may every test: what takes seconds here takes minutes on a machine that is slow and has others to serve. */
const limits = { testTimeout: 300_000, hookTimeout: 300_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rules',
          include: ['test/rules/**/*.test.ts', 'test/rules/**/*.test.tsx'],
          ...limits,
        },
      },
      {
        test: {
          name: 'stack',
          expect,
          include: ['test/stack/**/*.test.ts'],
          globalSetup: 'test/build-once.ts',
          ...limits,
        },
      },
      {
        test: {
          name: 'browser',
          expect,
          include: ['test/browser/**/*.test.ts'],
          globalSetup: 'test/build-once.ts',
          ...limits,
        },
      },
      {
        test: {
          name: 'infra',
          include: ['test/infra/**/*.test.ts'],
          // One synth serves them all: importing CDK and bundling is what costs.
          isolate: false,
          maxWorkers: 1,
          ...limits,
        },
      },
    ],
  },
});
