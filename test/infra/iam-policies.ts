import { runUnsafeSimulation } from '@cloud-copilot/iam-simulate';
import * as z from 'zod';
import { account, namesOf } from '../../local/names.ts';
import { hub } from './synthesised.ts';

/** The region that the policies are judged in. */
export const region = 'eu-central-2';

const Statement = z.record(z.string(), z.unknown());
export type Statement = z.infer<typeof Statement>;
const Document = z.object({ Version: z.string(), Statement: z.array(Statement) });

/** One policy of the template: a role's own, or one that stands at a resource. */
export interface Policy {
  readonly of: 'role' | 'resource';
  /** The ARN of the role that holds it, or of the resource it guards. */
  readonly arn: string;
  readonly statements: readonly Statement[];
}

/** A call that is judged: who wants to do what with what, under which circumstances. */
export interface Attempt {
  /** The ARN of a role, or the name of a service. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

const Template = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
  ),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.string() }).optional() }))
    .default({}),
});
const stacks = Object.entries({ HubState: hub.text.state, HubService: hub.text.service }).map(([name, text]) => ({
  name,
  ...Template.parse(JSON.parse(text)),
}));
type Stack = (typeof stacks)[number];

const pseudo: Readonly<Record<string, string>> = {
  'AWS::AccountId': account,
  'AWS::Partition': 'aws',
  'AWS::Region': region,
  MailDomain: 'advice-hub.example',
};

function namesIn(stack: Stack, id: string) {
  const { Type: type = '', Properties = {} } = stack.Resources[id] ?? {};
  const given = Properties.RoleName ?? Properties.EmailIdentity;
  return namesOf({
    type,
    id,
    stack: stack.name,
    region,
    given: given === undefined ? undefined : String(resolved(given, stack)),
  });
}

/** A value of a policy with what it refers to put in its place. */
function resolved(value: unknown, stack: Stack): unknown {
  if (Array.isArray(value)) return value.map((each) => resolved(each, stack));
  if (typeof value !== 'object' || value === null) return value;
  const [[name, argument] = ['', undefined], ...others] = Object.entries(value);
  if (others.length === 0 && name === 'Ref') return pseudo[String(argument)] ?? namesIn(stack, String(argument)).ref;
  if (others.length === 0 && name === 'Fn::GetAtt') {
    const [id = '', attribute = ''] = z.array(z.string()).parse(argument);
    const found = namesIn(stack, id).attributes[attribute];
    if (found === undefined) throw new Error(`nobody knows ${attribute} of ${id}`);
    return found;
  }
  if (others.length === 0 && name === 'Fn::Join') {
    const [separator, parts] = z.tuple([z.string(), z.array(z.unknown())]).parse(argument);
    return parts.map((part) => String(resolved(part, stack))).join(separator);
  }
  if (others.length === 0 && name === 'Fn::ImportValue') {
    for (const other of stacks)
      for (const { Value, Export } of Object.values(other.Outputs))
        if (Export?.Name === argument) return resolved(Value, other);
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolved(each, stack)]));
}

/** The ARNs by which a policy can name what it guards. */
function guarded(type: string, properties: Record<string, unknown>, stack: Stack, id: string): unknown[] {
  switch (type) {
    case 'AWS::KMS::Key':
      return [namesIn(stack, id).attributes.Arn];
    case 'AWS::S3::BucketPolicy':
      return [`arn:aws:s3:::${resolved(properties.Bucket, stack)}`];
    case 'AWS::SQS::QueuePolicy':
      return z.array(z.unknown()).parse(resolved(properties.Queues, stack)).map(arnOfQueue);
    case 'AWS::SNS::TopicPolicy':
      return z.array(z.unknown()).parse(resolved(properties.Topics, stack));
    default:
      return [];
  }
}

const arnOfQueue = (url: unknown): string => `arn:aws:sqs:${region}:${account}:${String(url).split('/').at(-1)}`;

/** Every policy of both templates, with what it refers to resolved. */
export const policies: readonly Policy[] = stacks.flatMap((stack) =>
  Object.entries(stack.Resources).flatMap(([id, { Type: type, Properties }]) => {
    const statements = (document: unknown) => Document.parse(resolved(document, stack)).Statement;
    if (type === 'AWS::IAM::Role') {
      const arn = namesIn(stack, id).attributes.Arn ?? '';
      const own = z.array(z.object({ PolicyDocument: z.unknown() })).parse(Properties.Policies ?? []);
      return [
        { of: 'resource' as const, arn, statements: statements(Properties.AssumeRolePolicyDocument) },
        ...own.map(({ PolicyDocument }) => ({ of: 'role' as const, arn, statements: statements(PolicyDocument) })),
      ];
    }
    const document = Properties.KeyPolicy ?? Properties.PolicyDocument;
    return guarded(type, Properties, stack, id).map((arn) => ({
      of: 'resource' as const,
      arn: String(arn),
      statements: statements(document),
    }));
  }),
);

/** How many statements the templates hold as they are written, wherever they stand. */
export const written: number = stacks.reduce((sum, { Resources }) => sum + countStatements(Resources), 0);

function countStatements(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, each]) => sum + (key === 'Statement' && Array.isArray(each) ? each.length : countStatements(each)),
    0,
  );
}

/** The ARN of a resource by its type and the beginning of its logical id. */
export function arnOf(type: string, begins: string): string {
  for (const stack of stacks)
    for (const [id, { Type }] of Object.entries(stack.Resources)) {
      if (Type !== type || id.slice(0, -8) !== begins) continue;
      const { attributes, ref } = namesIn(stack, id);
      return attributes.Arn ?? attributes.TopicArn ?? ref;
    }
  throw new Error(`the templates have no ${type} called ${begins}`);
}

const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** Somebody of this account, and somebody of another, with every permission that a role can be given. */
export const administrator = `arn:aws:iam::${account}:role/administrator`;
export const stranger = 'arn:aws:iam::444455556666:role/stranger';

/** Whether the policies let this happen. */
export function allows(all: readonly Policy[], { principal, action, resource, context }: Attempt): boolean {
  const isRole = principal.startsWith('arn:');
  const own = all.filter((policy) => policy.of === 'role' && policy.arn === principal);
  const identity = principal === administrator || principal === stranger ? [everything] : own.map(documentOf);
  // An object is guarded by the policy of its bucket.
  const guard = resource.startsWith('arn:aws:s3:::') ? resource.split('/')[0] : resource;
  const standing = all.find((policy) => policy.of === 'resource' && policy.arn === guard);
  const verdict = runUnsafeSimulation(
    {
      request: {
        principal: isRole ? principal.replace(/:iam:(.*):role\/(.*)/, ':sts:$1:assumed-role/$2/now') : principal,
        action,
        resource: { resource, accountId: account },
        contextVariables: contextOf(principal, isRole, context),
      },
      identityPolicies: identity.map((policy, index) => ({ name: `policy ${index}`, policy })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(standing && {
        resourcePolicy: {
          __validated: true,
          policyDocument: documentOf(standing),
          metadata: { name: 'resource policy' },
          errors: [],
        },
      }),
    },
    {},
  );
  return verdict === 'Allowed';
}

const documentOf = ({ statements }: Policy) => ({ Version: '2012-10-17', Statement: statements });

function contextOf(principal: string, isRole: boolean, context: Attempt['context']): Record<string, string | string[]> {
  const callers = principal.split(':')[4] ?? '';
  const all: Attempt['context'] = {
    'aws:SecureTransport': 'true',
    ...(isRole && { 'aws:PrincipalArn': principal, 'aws:PrincipalAccount': callers, 'kms:CallerAccount': callers }),
    ...context,
  };
  return Object.fromEntries(
    Object.entries(all).map(([key, value]) => [key, typeof value === 'string' ? value : [...value]]),
  );
}
