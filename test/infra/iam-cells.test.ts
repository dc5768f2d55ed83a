import { describe, expect, test } from 'vitest';
import { proof } from '../rules/proof.ts';
import { type Cell, cells } from './iam-cells.ts';
import { allows, arnOf, type Policy, policies, type Statement, written } from './iam-policies.ts';

const told = ({ principal, action, resource, context, expected }: Cell): string =>
  `${principal.split('/').at(-1)} ${expected ? 'may not' : 'may'} ${action} ${resource} ${JSON.stringify(context)}`;

describe('what every role may do', () => {
  test('is what the design says, cell by cell, and nothing else', () => {
    const { check, report } = proof('iam-cells');
    const wrong = cells.filter((cell) => !check(allows(policies, cell) === cell.expected));
    report();
    expect(wrong.slice(0, 20).map(told)).toEqual([]);
  });

  test('lets exactly one role open content, and SES alone what it reports of mails', () => {
    const opening = cells.filter(
      (cell) => cell.action === 'kms:Decrypt' && cell.resource.includes('key/') && allows(policies, cell),
    );
    const directly = opening.filter(({ context }) => !('kms:ViaService' in context));
    expect(directly.map(({ principal, resource }) => [principal.split('/').at(-1), resource])).toEqual([
      ['advice-hub-vault', arnOf('AWS::KMS::Key', 'ContentKey')],
      ['ses.amazonaws.com', arnOf('AWS::KMS::Key', 'MailReportsKey')],
    ]);
  });

  test('needs every statement, and every action in it: without any one of them something here is no longer so', () => {
    const { check, report } = proof('iam-statements');
    const idle: object[] = [];
    for (const policy of policies) {
      for (const statement of policy.statements) {
        for (const less of lessThan(statement)) {
          const statements = policy.statements.flatMap((each) => (each === statement ? less : [each]));
          const rest = policies.map((each) => (each === policy ? { ...policy, statements } : each));
          // What a statement allows is missed by who was allowed, what it denies is had by who was denied.
          const touched = cells.filter(
            (cell) => cell.expected === (statement.Effect === 'Allow') && concerns(policy, cell),
          );
          if (!check(touched.some((cell) => allows(rest, cell) !== cell.expected))) idle.push([statement, less]);
        }
      }
    }
    report();
    expect(idle).toEqual([]);
  });

  test('is written in policies that are all looked at here', () => {
    expect(policies.reduce((sum, { statements }) => sum + statements.length, 0)).toBe(written);
  });
});

/** What may be left of a statement: nothing, or all but one of its actions. */
function lessThan(statement: Statement): Statement[][] {
  const actions = Array.isArray(statement.Action) ? statement.Action : [];
  return [[], ...actions.map((action) => [{ ...statement, Action: actions.filter((each) => each !== action) }])];
}

const concerns = ({ of, arn }: Policy, { principal, resource }: Cell): boolean =>
  of === 'role' ? principal === arn : resource === arn || resource.startsWith(`${arn}/`);
