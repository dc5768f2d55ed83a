import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { mayReadVersions, signedPaths } from './anchors.ts';
import { allOf } from './grants.ts';
import { HubFunction, type Surroundings } from './hub-function.ts';
import { vaultRoleName } from './keys.ts';
import type { StateStack } from './state-stack.ts';

/** One second less than the gateway waits. */
const answering = Duration.seconds(28);

/** What pages name: the stylesheet and the script. */
type Page = { STYLE_PATH: string; SCRIPT_PATH: string };

/** The functions that answer requests, each with all that it may touch. */
export function answeringFunctions(scope: Construct, hub: Surroundings, state: StateStack, page: Page) {
  const vault = new HubFunction(scope, 'vault', {
    hub,
    ifItFails: 'nobody can ask, read or answer a question',
    timeout: answering,
    roleName: vaultRoleName,
    tables: {
      Queries: {
        items: ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem'],
        // The row of the second expert goes with the clearance.
        only: [{ keys: ['clear#*'], items: ['DeleteItem'] }],
      },
      Sealed: { items: ['BatchGetItem', 'PutItem'] },
      Keys: { items: ['BatchGetItem', 'GetItem', 'PutItem'] },
      Ledger: { items: ['Query', 'PutItem'] },
      Directory: {
        items: ['BatchGetItem', 'GetItem'],
        indexes: ['by-kind'],
        only: [
          { keys: ['session#*'], items: ['UpdateItem'] },
          // A question goes to experts, or is held, only as its institution stands in the very moment of the write.
          { keys: ['institution#*'], items: ['ConditionCheckItem'] },
        ],
      },
      Notices: { items: ['PutItem'] },
    },
    statements: [
      new PolicyStatement({
        actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
        resources: [state.contentKey.keyArn],
        conditions: {
          ...allOf('kms:EncryptionContextKeys', 'StringEquals', ['purpose', 'query']),
          StringEquals: { 'kms:EncryptionContext:purpose': 'content' },
        },
      }),
    ],
    environment: { ...page, CONTENT_KEY_ID: state.contentKey.keyArn },
  });

  const desk = new HubFunction(scope, 'desk', {
    hub,
    ifItFails: 'officials and experts see no list of their queries, experts no offer, and nobody can assign one',
    timeout: answering,
    tables: {
      Queries: {
        items: ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem'],
        indexes: ['by-asker', 'by-expert', 'by-institution'],
        // A row points to a query for a colleague it is shared with, or who clears it, and goes when that ends.
        only: [{ keys: ['share#*', 'clear#*'], items: ['DeleteItem'] }],
      },
      Ledger: { items: ['Query', 'PutItem'] },
      Directory: {
        items: ['BatchGetItem', 'GetItem'],
        indexes: ['by-kind'],
        only: [
          { keys: ['session#*'], items: ['UpdateItem'] },
          // A query passes to somebody only as the people concerned are in the very moment of the write.
          { keys: ['person#*'], items: ['ConditionCheckItem'] },
        ],
      },
      Notices: { items: ['BatchGetItem', 'GetItem', 'PutItem'], indexes: ['by-recipient'] },
    },
    environment: page,
  });

  const office = new HubFunction(scope, 'office', {
    hub,
    ifItFails:
      'the secretariat sees no board and no figures, and can let nobody in, suspend nobody and confirm no standing',
    timeout: answering,
    tables: {
      // To say who carries what, and to find a query by its reference. All it writes here is which requests it has done.
      Queries: {
        items: ['BatchGetItem'],
        indexes: ['by-asker', 'by-expert', 'by-institution', 'by-desk', 'by-view'],
        only: [{ keys: ['once#*'], items: ['GetItem', 'PutItem'] }],
      },
      Ledger: { items: ['Query', 'PutItem'] },
      Directory: {
        items: ['BatchGetItem', 'GetItem'],
        indexes: ['by-kind', 'by-name'],
        only: [
          { keys: ['session#*'], items: ['UpdateItem', 'DeleteItem'] },
          { keys: ['person#*', 'institution#*', 'address#*', 'settings#*'], items: ['PutItem'] },
        ],
      },
      // One cell is its own to add to: what was turned away leaves no ledger to be counted from.
      Reports: { items: ['Query'], only: [{ keys: ['turned-away'], items: ['UpdateItem'] }] },
    },
    statements: [
      // The secretariat lets people in. It cannot sign in for anybody: that is the door's.
      new PolicyStatement({
        actions: [
          'cognito-idp:AdminCreateUser',
          'cognito-idp:AdminSetUserMFAPreference',
          'cognito-idp:AdminSetUserPassword',
          'cognito-idp:AdminUpdateUserAttributes',
        ],
        resources: [state.pool.userPoolArn],
      }),
    ],
    environment: { ...page, USER_POOL_ID: state.pool.userPoolId },
  });

  const audit = new HubFunction(scope, 'audit', {
    hub,
    ifItFails: 'the auditor cannot read the record; hub ledger verify still can',
    timeout: answering,
    tables: {
      Ledger: { items: ['Query'], indexes: ['by-day'] },
      Directory: {
        items: ['BatchGetItem'],
        only: [{ keys: ['session#*'], items: ['UpdateItem'] }],
      },
    },
    // The public half of the key, which signatures are checked with, is given out by the key's own policy.
    statements: mayReadVersions(state.anchors, signedPaths),
    environment: { ...page, ANCHORS_BUCKET: state.anchors.bucketName, ANCHOR_KEY_ID: state.anchorKey.keyArn },
  });

  const door = new HubFunction(scope, 'door', {
    hub,
    ifItFails: 'nobody can sign in or out, and pages have no style',
    timeout: answering,
    tables: {
      Directory: {
        items: ['BatchGetItem', 'GetItem'],
        only: [{ keys: ['session#*', 'attempts#*'], items: ['PutItem', 'UpdateItem', 'DeleteItem'] }],
      },
    },
    statements: [
      new PolicyStatement({
        actions: ['cognito-idp:AdminInitiateAuth', 'cognito-idp:AdminRespondToAuthChallenge'],
        resources: [state.pool.userPoolArn],
      }),
    ],
    environment: {
      ...page,
      USER_POOL_ID: state.pool.userPoolId,
      USER_POOL_CLIENT_ID: state.client.attrClientId,
    },
  });

  return { vault, desk, office, audit, door };
}
