import { runUnsafeSimulation } from '@cloud-copilot/iam-simulate';
import * as z from 'zod';
import { AwsRefusal, type Demand } from './call.ts';
import { CannotStart } from './cannot-start.ts';
import { account } from './names.ts';
import type { Template } from './template.ts';

/** Who may call what: the synthesised roles, key policies and bucket policies, and nothing else. */
export interface Policy {
  /** The roles that may call at all, by logical id. */
  knows(role: string): boolean;
  /** Throws what AWS answers when the role may not do one of these. */
  check(role: string, demands: readonly Demand[]): void;
}

type Document = { Statement: Record<string, unknown>[] };
const Conditions = z.record(z.string(), z.record(z.string(), z.unknown())).default({});

// What is said of a call when it is judged; of a source nothing, as of any call that no service makes for another.
// A condition on anything else could not be judged as in the cloud.
const circumstances =
  /^(aws:(PrincipalArn|PrincipalAccount|RequestedRegion|SecureTransport|SourceAccount|SourceArn)|dynamodb:LeadingKeys|kms:(CallerAccount|ViaService|EncryptionContextKeys|EncryptionContext:.+|MessageType|SigningAlgorithm)|s3:(prefix|if-none-match)|ses:(FromAddress|Recipients))$/i;

/** Collects the policies of the functions' roles, of the keys and of the buckets. */
export function readPolicy(template: Template): Policy {
  const functionRoles = new Set(template.of('AWS::Lambda::Function').map((lambda) => lambda.properties.Role));
  const roles = new Map<string, { arn: string; name: string; documents: Document[] }>();
  for (const { id, ref, attributes, properties } of template.of('AWS::IAM::Role')) {
    const arn = attributes.Arn ?? '';
    if (!functionRoles.has(arn)) continue;
    const [managed] = properties.ManagedPolicyArns;
    if (managed)
      throw new CannotStart(
        `The role ${id} has the managed policy ${managed}, whose permissions are not in the template.`,
      );
    if (roles.has(id))
      throw new CannotStart(`Two roles of the template are called ${id}, so their calls could not be told apart.`);
    const attached = template.of('AWS::IAM::Policy').filter((policy) => policy.properties.Roles.includes(ref));
    const documents = [...properties.Policies, ...attached.map((policy) => policy.properties)].map(
      (policy) => policy.PolicyDocument,
    );
    roles.set(id, { arn, name: ref, documents });
  }
  const resourcePolicies = new Map<string, Document>([
    ...template.of('AWS::KMS::Key').map((key) => [key.attributes.Arn ?? '', key.properties.KeyPolicy] as const),
    ...template
      .of('AWS::S3::BucketPolicy')
      .map(({ properties }) => [`arn:aws:s3:::${properties.Bucket}`, properties.PolicyDocument] as const),
  ]);
  const conditionKeys = new Set(
    [...roles.values()]
      .flatMap((role) => role.documents)
      .concat([...resourcePolicies.values()])
      .flatMap(keysOf),
  );
  for (const key of conditionKeys) {
    if (!circumstances.test(key))
      throw new CannotStart(`A policy of the template depends on ${key}, which the local runner cannot judge.`);
  }

  const judged = new Map<string, boolean>();
  const allows = (id: string, { action, resource, context }: Demand): boolean => {
    const role = roles.get(id);
    if (!role) return false;
    const all = {
      ...context,
      'aws:PrincipalArn': role.arn,
      'aws:PrincipalAccount': account,
      'aws:RequestedRegion': template.region,
      'aws:SecureTransport': 'true',
    };
    const relevant = Object.entries(all).filter(([key]) => conditionKeys.has(key.toLowerCase()));
    const question = JSON.stringify([id, action, resource, relevant]);
    const known = judged.get(question);
    if (known !== undefined) return known;
    // An object is judged by the policy of its bucket.
    const resourcePolicy = resourcePolicies.get(
      resource.startsWith('arn:aws:s3:::') ? (resource.split('/')[0] ?? '') : resource,
    );
    const verdict = runUnsafeSimulation(
      {
        request: {
          principal: `arn:aws:sts::${account}:assumed-role/${role.name}/local`,
          action,
          resource: { resource, accountId: account },
          contextVariables: Object.fromEntries(
            relevant.map(([key, value]) => [key, typeof value === 'string' ? value : [...value]]),
          ),
        },
        identityPolicies: role.documents.map((policy, index) => ({ name: `policy ${index}`, policy })),
        serviceControlPolicies: [],
        resourceControlPolicies: [],
        // The library names a resource policy only when it comes in this wrapping, and fails on one without a name.
        ...(resourcePolicy && {
          resourcePolicy: {
            __validated: true,
            policyDocument: resourcePolicy,
            metadata: { name: 'resource policy' },
            errors: [],
          },
        }),
      },
      {},
    );
    if (judged.size > 20_000) judged.clear();
    judged.set(question, verdict === 'Allowed');
    return verdict === 'Allowed';
  };

  return {
    knows: (role) => roles.has(role),
    check: (id, demands) => {
      const refused = demands.find((demand) => !allows(id, demand));
      if (!refused) return;
      throw new AwsRefusal(
        'AccessDeniedException',
        `User: arn:aws:sts::${account}:assumed-role/${roles.get(id)?.name}/local is not authorized to perform: ${refused.action} on resource: ${refused.resource} because no policy of the template allows the ${refused.action} action`,
      );
    },
  };
}

/** The condition keys of a policy, lower case; statements about AWS services alone concern no function. */
function keysOf({ Statement }: Document): string[] {
  return Statement.filter(
    ({ Principal }) => !(typeof Principal === 'object' && Principal !== null && 'Service' in Principal),
  ).flatMap((statement) =>
    Object.values(Conditions.parse(statement.Condition)).flatMap((condition) =>
      Object.keys(condition).map((key) => key.toLowerCase()),
    ),
  );
}
