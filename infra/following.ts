import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { EventCode } from '../shared/events.ts';
import { mayRead, mayReadVersions, mayWrite, signedPaths } from './anchors.ts';
import { follow, mayFollow } from './consequences.ts';
import { HubFunction, type Surroundings } from './hub-function.ts';
import { anchorRoleName } from './keys.ts';
import { hear, maySetAside } from './mail-reports.ts';
import type { StateStack } from './state-stack.ts';

/** Ten records with a call abroad for each. */
const followingUp = Duration.seconds(60);

/** Where what could not be dealt with waits: records of streams, and reports of mails. */
type Queues = { setAside: IQueue; unread: IQueue };

/** The functions that follow streams, reports and the time of day, each with all that it may touch. */
export function followingFunctions(
  scope: Construct,
  hub: Surroundings,
  state: StateStack,
  origin: string,
  { setAside, unread }: Queues,
) {
  const { tables } = hub;
  const offer = new HubFunction(scope, 'offer', {
    hub,
    ifItFails: 'questions wait: no expert is offered a query that was sent, declined or left to expire',
    timeout: followingUp,
    tables: {
      Queries: {
        items: ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem'],
        indexes: ['by-expert', 'by-institution'],
        only: [{ keys: ['clear#*'], items: ['DeleteItem'] }],
      },
      Ledger: { items: ['Query', 'PutItem'] },
      Directory: {
        items: ['GetItem'],
        indexes: ['by-kind'],
        // Nobody is offered anything but as they are in the very moment of the write.
        only: [{ keys: ['person#*'], items: ['ConditionCheckItem'] }],
      },
      Notices: { items: ['PutItem'] },
    },
    statements: mayFollow(tables.Ledger, setAside),
  });

  const tally = new HubFunction(scope, 'tally', {
    hub,
    ifItFails: 'the response times stand still: what was received and answered since is not in the figures',
    timeout: followingUp,
    tables: {
      Ledger: { items: ['Query'] },
      Directory: { only: [{ keys: ['settings#*'], items: ['BatchGetItem', 'GetItem'] }] },
      Reports: { items: ['GetItem', 'PutItem', 'UpdateItem'] },
    },
    statements: mayFollow(tables.Ledger, setAside),
  });

  const notify = new HubFunction(scope, 'notify', {
    hub,
    ifItFails: 'nobody is told that their query moved',
    timeout: followingUp,
    tables: {
      Queries: { items: ['GetItem'] },
      // That somebody was not told, because their access had ended, is on the record too.
      Ledger: { items: ['Query', 'PutItem'] },
      // A mail that SES will not take is a task for each member of the secretariat.
      Directory: { items: ['GetItem'], indexes: ['by-kind'] },
      Notices: { items: ['GetItem', 'PutItem', 'UpdateItem'] },
    },
    statements: [
      new PolicyStatement({
        actions: ['ses:SendEmail'],
        resources: state.mail.arns,
        conditions: { StringEquals: { 'ses:FromAddress': state.mail.from } },
      }),
      ...mayFollow(tables.Notices, setAside),
    ],
    environment: {
      ORIGIN: origin,
      MAIL_FROM: state.mail.from,
      MAIL_CONFIGURATION_SET: state.mail.configurationSet,
    },
  });

  const bounce = new HubFunction(scope, 'bounce', {
    hub,
    ifItFails: 'mail goes on to addresses that bounce or complained, and the secretariat does not hear of them',
    timeout: followingUp,
    tables: {
      Ledger: { items: ['Query', 'PutItem'] },
      Directory: { items: ['GetItem'], indexes: ['by-kind'], only: [{ keys: ['person#*'], items: ['PutItem'] }] },
      Notices: { items: ['GetItem', 'PutItem', 'UpdateItem'] },
    },
    statements: [maySetAside(unread)],
  });

  const digest = new HubFunction(scope, 'digest', {
    hub,
    ifItFails:
      'who chose one mail a day gets none and sees what happened only in the inbox; nobody is warned of a standing that runs out',
    timeout: Duration.minutes(4),
    tables: { Directory: { indexes: ['by-kind'] }, Notices: { items: ['PutItem'] } },
  });

  const watch = new HubFunction(scope, 'watch', {
    hub,
    ifItFails: 'clocks stand still: offers do not expire, nobody is warned in time, and stuck notices stay stuck',
    timeout: Duration.minutes(4), // It starts every 5.
    tables: {
      Queries: {
        items: ['GetItem', 'PutItem', 'UpdateItem'],
        indexes: ['by-check', 'by-desk', 'by-view'],
        only: [{ keys: ['share#*', 'clear#*'], items: ['DeleteItem'] }],
      },
      Ledger: { items: ['Query', 'PutItem'] },
      Directory: { items: ['GetItem'], indexes: ['by-kind'] },
      Notices: { items: ['PutItem', 'UpdateItem'], indexes: ['by-next-attempt'] },
    },
  });

  const erase = new HubFunction(scope, 'erase', {
    hub,
    ifItFails: 'what was thrown away, or has reached the end of its time, is kept longer than was promised',
    timeout: Duration.minutes(10),
    tables: {
      Queries: {
        items: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
        indexes: ['by-check'],
      },
      Sealed: { items: ['Query', 'DeleteItem'] },
      Keys: { items: ['DeleteItem'] },
      Ledger: { items: ['Query', 'PutItem'] },
      Notices: { items: ['PutItem'] },
    },
  });

  const anchor = new HubFunction(scope, 'anchor', {
    hub,
    ifItFails:
      'what was done in the last minutes is not sealed, or a ledger was altered past the hub: run hub ledger verify',
    timeout: Duration.minutes(4), // It starts every 5.
    roleName: anchorRoleName,
    tables: { Ledger: { items: ['Query'], indexes: ['by-day'] } },
    statements: [
      ...mayRead(state.anchors, ['progress.json']),
      ...mayReadVersions(state.anchors, signedPaths),
      mayWrite(state.anchors, [...signedPaths, 'progress.json']),
      new PolicyStatement({
        actions: ['kms:Sign'],
        resources: [state.anchorKey.keyArn],
        conditions: { StringEquals: { 'kms:MessageType': 'DIGEST', 'kms:SigningAlgorithm': 'ECDSA_SHA_256' } },
      }),
    ],
    environment: { ANCHORS_BUCKET: state.anchors.bucketName, ANCHOR_KEY_ID: state.anchorKey.keyArn },
  });

  follow(tables.Ledger, offer.function, concernsTheRouter, setAside);
  follow(tables.Ledger, tally.function, concernsTheFigures, setAside);
  follow(tables.Notices, notify.function, waitsToBeSent, setAside);
  hear(state.mail.reports, bounce.function, unread);

  return { digest, watch, erase, anchor };
}

const afterWhichTheRouterActs: readonly EventCode[] = [
  'submitted',
  'released',
  'information-given',
  'resumed',
  'topic-changed',
  'follow-up-asked',
  'reopened',
  'review-asked',
  'clearer-declined',
  'clearer-expired',
  'declined',
  'recused',
  'expired',
  'routing-due',
  'unrestricted',
  'conflict-found',
  'expert-suspended',
  'interests-changed',
  'person-suspended',
  'standing-confirmed',
];

const concernsTheRouter = { eventName: ['INSERT'], newImage: { code: afterWhichTheRouterActs } } as const;

/** What ends, or opens again, something that the figures count. What only begins is counted with its end. */
const afterWhichFiguresChange: readonly EventCode[] = [
  ...(['submitted', 'held', 'accepted', 'declined', 'recused', 'information-asked', 'answered'] as const),
  ...(['not-advised', 'referral-proposed', 'referred', 'withdrawn', 'closed'] as const),
  ...(['follow-up-asked', 'reopened', 'feedback-given'] as const),
];

const concernsTheFigures = { eventName: ['INSERT'], newImage: { code: afterWhichFiguresChange } } as const;

const waitsToBeSent = { eventName: ['INSERT', 'MODIFY'], newImage: { status: ['pending'] } } as const;
