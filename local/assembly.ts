import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { CannotStart } from './cannot-start.ts';

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      environment: z.string().optional(),
      properties: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
});
const StackProperties = z.object({ templateFile: z.string(), stackName: z.string().optional() });
const AssetProperties = z.object({ file: z.string() });
const Assets = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string(), packaging: z.string() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});
const StackTemplate = z.strictObject({
  Description: z.string().optional(),
  Metadata: z.unknown().optional(),
  Parameters: z
    .record(
      z.string(),
      z.object({
        Type: z.string(),
        Default: z.union([z.string(), z.number()]).optional(),
        AllowedPattern: z.string().optional(),
      }),
    )
    .default({}),
  // Bootstrap checks of the deployed account.
  Rules: z.record(z.string(), z.unknown()).optional(),
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z.record(z.string(), z.unknown()).default({}),
      Condition: z.string().optional(),
    }),
  ),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }).optional() }))
    .default({}),
});

/** One synthesised stack, as written: nothing in it is resolved yet. */
export interface Stack extends z.infer<typeof StackTemplate> {
  readonly name: string;
  readonly region: string | undefined;
}

/** What `cdk synth` left in its folder: the stacks, and where the code of each asset lies. */
export interface Assembly {
  readonly stacks: readonly Stack[];
  /** The folder a function's code was taken from, by its key in the asset bucket. */
  directoryOf(objectKey: string): string;
}

/** Reads the folder that `cdk synth` wrote. */
export function readAssembly(cdkOut: string): Assembly {
  const { artifacts } = parse(Manifest, join(cdkOut, 'manifest.json'));
  const directories = new Map<string, string>();
  const stacks: Stack[] = [];
  for (const [id, artifact] of Object.entries(artifacts)) {
    switch (artifact.type) {
      case 'aws:cloudformation:stack': {
        const { templateFile, stackName } = StackProperties.parse(artifact.properties);
        const region = artifact.environment?.split('/').at(-1);
        stacks.push({
          ...parse(StackTemplate, join(cdkOut, templateFile)),
          name: stackName ?? id,
          region: region === 'unknown-region' ? undefined : region,
        });
        break;
      }
      case 'cdk:asset-manifest':
        for (const file of Object.values(
          parse(Assets, join(cdkOut, AssetProperties.parse(artifact.properties).file)).files,
        )) {
          for (const { objectKey } of Object.values(file.destinations))
            directories.set(objectKey, join(cdkOut, file.source.path));
        }
        break;
      case 'cdk:tree':
      case 'cdk:feature-flag-report':
        break;
      default:
        throw new CannotStart(
          `The synthesised app holds "${id}" of the kind ${artifact.type}, which the local runner does not understand.`,
        );
    }
  }
  return {
    stacks,
    directoryOf: (objectKey) => {
      const directory = directories.get(objectKey);
      if (directory === undefined || !existsSync(directory)) {
        throw new CannotStart(`The code "${objectKey}" named by the template is not in ${cdkOut}.`);
      }
      return directory;
    },
  };
}

function parse<T>(schema: z.ZodType<T>, file: string): T {
  if (!existsSync(file)) throw new CannotStart(`There is no synthesised template to run: ${file} is missing.`);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new CannotStart(`${file} is not valid JSON; synthesise the app again.`);
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new CannotStart(
    `${file} holds what the local runner does not understand at ${issue?.path.join('.') || 'its top level'}: ${issue?.message}.`,
  );
}
