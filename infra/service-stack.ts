import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as Target } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnParameter, Duration, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { EventCode } from '../shared/events.ts';
import { alarmAtOnce, alarmOnSilence, alarmTopic } from './alarm-topic.ts';
import { acknowledgePaths, mayRead, mayWrite } from './anchors.ts';
import type { Bundle } from './bundle.ts';
import { follow, mayFollow, undelivered } from './consequences.ts';
import { Gateway } from './gateway.ts';
import { allOf } from './grants.ts';
import { HubFunction } from './hub-function.ts';
import { anchorRoleName, vaultRoleName } from './keys.ts';
import { hear, maySetAside, unreadReports } from './mail-reports.ts';
import type { StateStack } from './state-stack.ts';

/** What the service stack is made of: the state it serves and the bundles it runs. */
export interface ServiceProps extends StackProps {
  state: StateStack;
  bundle: Bundle;
}

/** What can be thrown away and deployed again: the functions, the way in, and what calls them. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, { state, bundle, ...props }: ServiceProps) {
    super(scope, id, props);
    const origin = new CfnParameter(this, 'Origin', {
      description: 'The address people type, such as https://advice-hub.example',
      allowedPattern: '^https?://[^/]+$',
    }).valueAsString;
    const certificateArn = new CfnParameter(this, 'CertificateArn', {
      description: 'The certificate of the domain name in Origin, in this region',
    }).valueAsString;

    const alarmed = alarmTopic(this);
    const setAside = undelivered(this);
    const unread = unreadReports(this);
    const { tables } = state;
    const hub = { tables, directoryOf: bundle.directoryOf, alarmed };
    const page = { ORIGIN: origin, STYLE_PATH: bundle.stylePath, SCRIPT_PATH: bundle.scriptPath };

    const vault = new HubFunction(this, 'vault', {
      hub,
      ifItFails: 'nobody can ask, read or answer a question',
      timeout: answering,
      roleName: vaultRoleName,
      tables: {
        Queries: {
          items: ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem'],
          // The rows of colleagues go with a draft that is thrown away, the second expert's with the clearance.
          only: [{ keys: ['share#*', 'clear#*'], items: ['DeleteItem'] }],
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

    const desk = new HubFunction(this, 'desk', {
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
          only: [{ keys: ['session#*'], items: ['UpdateItem'] }],
        },
        Notices: { items: ['GetItem', 'PutItem'], indexes: ['by-recipient'] },
      },
      environment: page,
    });

    const office = new HubFunction(this, 'office', {
      hub,
      ifItFails:
        'the secretariat sees no board and no figures, and can let nobody in, suspend nobody and confirm no standing',
      timeout: answering,
      tables: {
        // To say who carries what. All it writes here is which requests it has done.
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

    const audit = new HubFunction(this, 'audit', {
      hub,
      ifItFails: 'the auditor cannot read the record; hub ledger verify still can',
      timeout: answering,
      tables: {
        Ledger: { items: ['Query'], indexes: ['by-day'] },
        Directory: {
          items: ['BatchGetItem', 'GetItem'],
          only: [{ keys: ['session#*'], items: ['UpdateItem'] }],
        },
      },
      statements: mayRead(state.anchors, signedPaths),
      environment: { ...page, ANCHORS_BUCKET: state.anchors.bucketName },
    });

    const door = new HubFunction(this, 'door', {
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

    const offer = new HubFunction(this, 'offer', {
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
        Directory: { items: ['GetItem'], indexes: ['by-kind'] },
        Notices: { items: ['PutItem'] },
      },
      statements: mayFollow(tables.Ledger, setAside),
    });

    const tally = new HubFunction(this, 'tally', {
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

    const notify = new HubFunction(this, 'notify', {
      hub,
      ifItFails: 'nobody is told that their query moved',
      timeout: followingUp,
      tables: {
        Queries: { items: ['GetItem'] },
        // That somebody was not told, because their access had ended, is on the record too.
        Ledger: { items: ['Query', 'PutItem'] },
        Directory: { items: ['GetItem'] },
        Notices: { items: ['GetItem', 'UpdateItem'] },
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

    const bounce = new HubFunction(this, 'bounce', {
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

    const digest = new HubFunction(this, 'digest', {
      hub,
      ifItFails: 'who chose one mail a day gets none, and what comes of it is seen only by who looks at the inbox',
      timeout: Duration.minutes(4),
      tables: { Directory: { indexes: ['by-kind'] }, Notices: { items: ['PutItem'] } },
    });

    const watch = new HubFunction(this, 'watch', {
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

    const erase = new HubFunction(this, 'erase', {
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

    const anchor = new HubFunction(this, 'anchor', {
      hub,
      ifItFails:
        'what was done in the last minutes is not sealed, or a ledger was altered past the hub: run hub ledger verify',
      timeout: Duration.minutes(4), // It starts every 5.
      roleName: anchorRoleName,
      tables: { Ledger: { items: ['Query'], indexes: ['by-day'] } },
      statements: [
        ...mayRead(state.anchors, [...signedPaths, 'progress.json']),
        mayWrite(state.anchors, [...signedPaths, 'progress.json']),
        new PolicyStatement({
          actions: ['kms:Sign'],
          resources: [state.anchorKey.keyArn],
          conditions: { StringEquals: { 'kms:MessageType': 'DIGEST', 'kms:SigningAlgorithm': 'ECDSA_SHA_256' } },
        }),
      ],
      environment: { ANCHORS_BUCKET: state.anchors.bucketName, ANCHOR_KEY_ID: state.anchorKey.keyArn },
    });

    for (const reader of [audit, anchor]) acknowledgePaths(reader, state.anchors, signedPaths);

    follow(tables.Ledger, offer.function, concernsTheRouter, setAside);
    follow(tables.Ledger, tally.function, concernsTheFigures, setAside);
    follow(tables.Notices, notify.function, waitsToBeSent, setAside);
    hear(state.mail.reports, bounce.function, unread);
    // The same hour of every day, of no zone in particular: early in Africa and Europe, the night before in the Americas.
    new Rule(this, 'EveryDay', {
      schedule: Schedule.cron({ minute: '0', hour: '5' }),
      targets: [new Target(digest.function)],
    });
    new Rule(this, 'EveryHour', {
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [new Target(erase.function)],
    });
    const every = Duration.minutes(5);
    new Rule(this, 'EveryFiveMinutes', {
      schedule: Schedule.rate(every),
      targets: [new Target(watch.function), new Target(anchor.function)],
    });
    const { api } = new Gateway(this, 'Gateway', {
      routes: bundle.routes,
      functions: {
        vault: vault.function,
        desk: desk.function,
        office: office.function,
        audit: audit.function,
        door: door.function,
      },
      otherwise: door.function,
      stylePath: bundle.stylePath,
      origin,
      certificateArn,
    });

    const setAsideNow = setAside.metricApproximateNumberOfMessagesVisible();
    alarmAtOnce(
      this,
      'SetAside',
      setAsideNow,
      'an expert was not looked for, a notice not sent, or a query not counted, in an hour of trying',
      alarmed,
    );
    alarmAtOnce(
      this,
      'Unread',
      unread.metricApproximateNumberOfMessagesVisible(),
      'what became of a mail is not on record: an address that bounced may be written to again',
      alarmed,
    );
    // A route that fails is answered, so the function counts no error of its own.
    alarmAtOnce(
      this,
      'Failed',
      api.metricServerError(),
      'somebody was told that the service failed, and what they sent was not taken',
      alarmed,
    );
    alarmOnSilence(
      this,
      'Unwatched',
      watch.function.metricInvocations({ period: every }),
      'nobody has looked at the clocks for 15 minutes',
      alarmed,
    );
    alarmOnSilence(
      this,
      'Unsealed',
      anchor.function.metricInvocations({ period: every }),
      'the ledgers have not been sealed for 15 minutes',
      alarmed,
    );
  }
}

/** One second less than the gateway waits. */
const answering = Duration.seconds(28);

/** Ten records with a call abroad for each. */
const followingUp = Duration.seconds(60);

/** What was signed: the chain of anchors, and for each ledger a signpost to the last that names it. */
const signedPaths = ['anchors/*', 'heads/*'];

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
