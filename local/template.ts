import { type Assembly, readAssembly, type Stack } from './assembly.ts';
import { CannotStart } from './cannot-start.ts';
import { noValue, resolve, type Surroundings } from './intrinsics.ts';
import { account, type Names, namesOf } from './names.ts';
import { knownToBeIdle, nameProperty, type Understood, understood } from './resources.ts';

/** A resource of the template with everything in it resolved, and the names it has in the (imaginary) account. */
export interface Resource<T extends keyof Understood> extends Names {
  readonly id: string;
  readonly properties: Understood[T];
}

/** The synthesised app, resolved as CloudFormation would, for this address. */
export interface Template {
  readonly region: string;
  of<T extends keyof Understood>(type: T): readonly Resource<T>[];
  /** What the stacks tell whoever deployed them. */
  readonly outputs: Readonly<Record<string, string>>;
  directoryOf: Assembly['directoryOf'];
}

/** Reads what `cdk synth` wrote and refuses whatever this runner would not run as deployed. */
export function readTemplate(cdkOut: string, parameters: Readonly<Record<string, string>>): Template {
  const assembly = readAssembly(cdkOut);
  const region = assembly.stacks.find((stack) => stack.region)?.region ?? 'eu-central-2';
  const around = new Map(
    assembly.stacks.map((stack) => [stack, surroundingsOf(stack, assembly.stacks, region, parameters)]),
  );

  const resources = [...around].flatMap(([stack, surroundings]) =>
    Object.entries(stack.Resources).flatMap(([id, { Type: type, Properties, Condition }]) => {
      if (knownToBeIdle.includes(type)) return [];
      if (!isUnderstood(type))
        throw new CannotStart(
          `The template has ${id} of the type ${type}, which the local runner does not understand.`,
        );
      if (Condition)
        throw new CannotStart(
          `The template makes ${id} only if ${Condition}; the local runner does not understand conditions.`,
        );
      const properties = resolve(Properties, surroundings);
      parse(type, id, properties);
      return [{ type, id, properties, ...surroundings.namesOf(id) }];
    }),
  );
  return {
    region,
    of: <T extends keyof Understood>(type: T) =>
      resources
        .filter((resource) => resource.type === type)
        .map(({ id, properties, ref, attributes }) => ({
          id,
          ref,
          attributes,
          properties: parse(type, id, properties),
        })),
    outputs: Object.fromEntries(
      [...around].flatMap(([stack, surroundings]) =>
        Object.entries(stack.Outputs)
          .filter(([, { Export }]) => !Export)
          .map(([id, { Value }]) => [id, String(resolve(Value, surroundings))]),
      ),
    ),
    directoryOf: assembly.directoryOf,
  };
}

function parse<T extends keyof Understood>(type: T, id: string, properties: unknown): Understood[T] {
  const result = understood[type].safeParse(properties);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path.join('.');
  throw new CannotStart(
    issue?.code === 'unrecognized_keys'
      ? `The local runner does not know ${[path, issue.keys[0]].filter(Boolean).join('.')} of ${id} (${type}), so it would not run it as deployed.`
      : `The local runner does not understand ${path} of ${id} (${type}): ${issue?.message}.`,
  );
}

function isUnderstood(type: string): type is keyof Understood {
  return type in understood;
}

function surroundingsOf(
  stack: Stack,
  stacks: readonly Stack[],
  region: string,
  parameters: Readonly<Record<string, string>>,
): Surroundings & { namesOf(id: string): Names } {
  const pseudo: Readonly<Record<string, unknown>> = {
    'AWS::AccountId': account,
    'AWS::NoValue': noValue,
    'AWS::Partition': 'aws',
    'AWS::Region': region,
    'AWS::StackId': `arn:aws:cloudformation:${region}:${account}:stack/${stack.name}/local`,
    'AWS::StackName': stack.name,
    'AWS::URLSuffix': 'amazonaws.com',
  };
  const surroundings = {
    ref: (id: string) =>
      pseudo[id] ?? (id in stack.Parameters ? parameterOf(stack, id, parameters) : surroundings.namesOf(id).ref),
    attribute: (id: string, name: string) => {
      const value = surroundings.namesOf(id).attributes[name];
      if (value !== undefined) return value;
      if (knownToBeIdle.includes(stack.Resources[id]?.Type ?? '')) return `${stack.name}-${id}-${name}`;
      throw new CannotStart(`The template asks for ${name} of ${id}, which the local runner does not know.`);
    },
    imported: (exportName: string) => {
      for (const other of stacks) {
        const around = surroundingsOf(other, stacks, region, parameters);
        for (const { Value, Export } of Object.values(other.Outputs)) {
          if (Export && resolve(Export.Name, around) === exportName) return resolve(Value, around);
        }
      }
      throw new CannotStart(`The stack ${stack.name} imports "${exportName}", which no stack exports.`);
    },
    namesOf: (id: string): Names => {
      const resource = stack.Resources[id];
      if (!resource) throw new CannotStart(`The stack ${stack.name} refers to ${id}, which it does not have.`);
      const given = resolve(resource.Properties[nameProperty[resource.Type] ?? ''], surroundings);
      return namesOf({
        type: resource.Type,
        id,
        stack: stack.name,
        region,
        given: typeof given === 'string' ? given : undefined,
      });
    },
  };
  return surroundings;
}

function parameterOf(stack: Stack, id: string, parameters: Readonly<Record<string, string>>): string {
  const { Default, AllowedPattern } = stack.Parameters[id] ?? {};
  const value = parameters[id] ?? Default?.toString();
  if (value === undefined)
    throw new CannotStart(`The template asks for the parameter ${id}, for which the local runner has no value.`);
  if (AllowedPattern && !new RegExp(`^(?:${AllowedPattern})$`).test(value)) {
    throw new CannotStart(`The parameter ${id} cannot be "${value}": the template allows only ${AllowedPattern}.`);
  }
  return value;
}
