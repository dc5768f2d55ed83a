import { join } from 'node:path';
import { App, DefaultStackSynthesizer, Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { type Bundle, bundle, root } from './bundle.ts';
import { ServiceStack } from './service-stack.ts';
import { StateStack } from './state-stack.ts';

/** Where the templates and the bundles they deploy are written. */
export interface Synthesis {
  outdir?: string;
  into?: string;
}

/** Bundles the functions and writes the templates that deploy them; throws when a rule of cdk-nag is broken. */
export async function synthesise({ outdir, into }: Synthesis = {}): Promise<{ bundle: Bundle; directory: string }> {
  // CDK's own validator costs 2–4 s each time: it runs where it is asked for, in CI.
  process.env.CDK_VALIDATION ??= 'false';
  const bundled = await bundle(into);
  const app = hub(bundled, outdir ?? process.env.CDK_OUTDIR ?? join(root, 'cdk.out'));
  return { bundle: bundled, directory: app.synth().directory };
}

/** The whole hub, as constructs: what must survive in one stack, what can be deployed again in the other. */
export function hub(bundled: Bundle, outdir: string): App {
  const app = new App({
    outdir,
    analyticsReporting: false,
    // A table that a function uses cannot be taken away from under it.
    context: { '@aws-cdk/core:defaultCrossStackReferences': 'strong' },
    treeMetadata: false,
    defaultStackSynthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
    postCliContext: { '@aws-cdk/core:validateAgainstDefaultRules': process.env.CDK_VALIDATION === 'true' },
  });
  const state = new StateStack(app, 'HubState', { description: 'The Advice Hub: what must survive' });
  new ServiceStack(app, 'HubService', { description: 'The Advice Hub: what serves it', state, bundle: bundled });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}

if (import.meta.main) {
  try {
    const { bundle, directory } = await synthesise();
    console.log(`Functions: ${bundle.functions.join(', ')}. Routes: ${bundle.routes.length}. Templates: ${directory}.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
