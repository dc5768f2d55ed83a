import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { synthesise } from '../../infra/app.ts';
import { root } from '../../infra/bundle.ts';

const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
});
const Template = z.object({ Resources: z.record(z.string(), Resource) });

/** One resource of a template, with the logical id it has there. */
export interface Resource extends z.infer<typeof Resource> {
  id: string;
}

/** Bundles and synthesises the real app into a folder of its own, which the next run writes over. */
export async function synthesiseApart(name: string) {
  const folder = join(root, 'build', 'infra-tests', process.env.VITEST_POOL_ID ?? '0', name);
  const { bundle, directory } = await synthesise({ outdir: join(folder, 'cdk.out'), into: join(folder, 'build') });
  const textOf = (stack: string) => readFileSync(join(directory, `${stack}.template.json`), 'utf8');
  return { folder, bundle, directory, text: { state: textOf('HubState'), service: textOf('HubService') } };
}

/** The app as it is synthesised now, once for all tests that ask. */
export const hub = await synthesiseApart('once');

const resources: Resource[] = Object.values(hub.text).flatMap((text) =>
  Object.entries(Template.parse(JSON.parse(text)).Resources).map(([id, resource]) => ({ id, ...resource })),
);

/** All resources of a type, in both templates. */
export function all(type: string): Resource[] {
  return resources.filter((resource) => resource.Type === type);
}

/** The one resource of a type whose logical id begins so. */
export function one(type: string, begins = ''): Resource {
  const [found, ...others] = all(type).filter((resource) => resource.id.startsWith(begins));
  if (!found || others.length > 0) throw new Error(`There is not exactly one ${type} ${begins}.`);
  return found;
}

/** A resource's properties, in the shape the test is about. */
export function properties<T extends z.ZodType>(shape: T, resource: Resource): z.infer<T> {
  return shape.parse(resource.Properties);
}

const Environment = z.object({ Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }) });

/** Each deployed function by its name: its resource and the environment it is given. */
export const functions = new Map(
  all('AWS::Lambda::Function').map((resource) => {
    const variables = properties(Environment, resource).Environment.Variables;
    return [z.string().parse(variables.SERVICE_NAME), { resource, variables }];
  }),
);

/** The name of the function that a value of the template points to. */
export function functionIn(value: unknown): string | undefined {
  const text = JSON.stringify(value);
  return [...functions].find(([, { resource }]) => text.includes(`"${resource.id}"`))?.[0];
}
