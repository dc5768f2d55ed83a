import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IndexName, TableName } from './tables.ts';

/** What may be done to items; Scan is not in the list, so no function can be granted it. */
type ItemAction = 'BatchGetItem' | 'ConditionCheckItem' | 'DeleteItem' | 'GetItem' | 'PutItem' | 'Query' | 'UpdateItem';

/** What a function may do to one table: to its items, by query of an index, or only to items whose keys begin so. */
export interface TableGrant<T extends TableName> {
  items?: readonly ItemAction[];
  indexes?: readonly IndexName<T>[];
  only?: readonly { keys: readonly string[]; items: readonly ItemAction[] }[];
}

/** The tables a function may touch, and nothing that is not written out. */
export type TableGrants = { readonly [T in TableName]?: TableGrant<T> };

/** The statements that allow exactly what is granted on one table. */
export function tableStatements(table: Table, grant: TableGrant<TableName>): PolicyStatement[] {
  const statements: PolicyStatement[] = [];
  if (grant.items) {
    statements.push(new PolicyStatement({ actions: named(grant.items), resources: [table.tableArn] }));
  }
  if (grant.indexes) {
    const indexes: readonly string[] = grant.indexes;
    statements.push(
      new PolicyStatement({
        actions: named(['Query']),
        resources: indexes.map((index) => `${table.tableArn}/index/${index}`),
      }),
    );
  }
  for (const { keys, items } of grant.only ?? []) {
    statements.push(
      new PolicyStatement({
        actions: named(items),
        resources: [table.tableArn],
        conditions: allOf('dynamodb:LeadingKeys', 'StringLike', keys),
      }),
    );
  }
  return statements;
}

/** Every value of the key is one of these, and there is one: `ForAllValues` alone also allows a call that has none. */
export function allOf(key: string, operator: 'StringEquals' | 'StringLike', values: readonly string[]) {
  return { [`ForAllValues:${operator}`]: { [key]: values }, Null: { [key]: 'false' } };
}

const named = (actions: readonly ItemAction[]) => actions.map((action) => `dynamodb:${action}`);
