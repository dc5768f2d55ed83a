import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as Target } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnParameter, Duration, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { EventCode } from '../shared/ledger.ts';
import { alarmAtOnce, alarmOnSilence, alarmTopic } from './alarm-topic.ts';
import type { Bundle } from './bundle.ts';
import { follow, mayFollow, undelivered } from './consequences.ts';
import { Gateway } from './gateway.ts';
import { allOf } from './grants.ts';
import { HubFunction } from './hub-function.ts';
import { vaultRoleName } from './keys.ts';
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
    const { tables } = state;
    const hub = { tables, directoryOf: bundle.directoryOf, alarmed };
    const page = { ORIGIN: origin, STYLE_PATH: bundle.stylePath };

    const vault = new HubFunction(this, 'vault', {
      hub,
      ifItFails: 'nobody can ask, read or answer a question',
      timeout: answering,
      roleName: vaultRoleName,
      tables: {
        Queries: { items: ['GetItem', 'PutItem', 'UpdateItem'] },
        Sealed: { items: ['Query', 'PutItem'] },
        Keys: { items: ['GetItem', 'PutItem'] },
        Ledger: { items: ['Query', 'PutItem'] },
        Directory: { items: ['BatchGetItem', 'GetItem'], only: { keys: ['session#*'], items: ['UpdateItem'] } },
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
      ifItFails: 'officials and experts see no list of their queries, experts no offer, and the secretariat no board',
      timeout: answering,
      tables: {
        Queries: {
          items: ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem'],
          indexes: ['by-asker', 'by-expert', 'by-desk'],
        },
        Ledger: { items: ['Query', 'PutItem'] },
        Directory: {
          items: ['BatchGetItem', 'GetItem'],
          indexes: ['by-role'],
          only: { keys: ['session#*'], items: ['UpdateItem'] },
        },
        Notices: { items: ['GetItem', 'PutItem'] },
      },
      environment: page,
    });

    const door = new HubFunction(this, 'door', {
      hub,
      ifItFails: 'nobody can sign in or out, and pages have no style',
      timeout: answering,
      tables: {
        Directory: {
          items: ['BatchGetItem', 'GetItem'],
          only: { keys: ['session#*', 'attempts#*'], items: ['PutItem', 'UpdateItem', 'DeleteItem'] },
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
        Queries: { items: ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem'] },
        Ledger: { items: ['Query', 'PutItem'] },
        Directory: { items: ['GetItem'], indexes: ['by-role'] },
        Notices: { items: ['PutItem'] },
      },
      statements: mayFollow(tables.Ledger, setAside),
    });

    const notify = new HubFunction(this, 'notify', {
      hub,
      ifItFails: 'nobody is told that their query moved',
      timeout: followingUp,
      tables: { Directory: { items: ['GetItem'] }, Notices: { items: ['GetItem', 'UpdateItem'] } },
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

    const watch = new HubFunction(this, 'watch', {
      hub,
      ifItFails: 'clocks stand still: offers do not expire, nobody is warned in time, and stuck notices stay stuck',
      timeout: Duration.minutes(4), // It starts every 5.
      tables: {
        Queries: { items: ['GetItem', 'PutItem', 'UpdateItem'], indexes: ['by-check'] },
        Ledger: { items: ['Query', 'PutItem'] },
        Notices: { items: ['PutItem', 'UpdateItem'], indexes: ['by-next-attempt'] },
      },
    });

    follow(tables.Ledger, offer.function, needsAnExpert, setAside);
    follow(tables.Notices, notify.function, waitsToBeSent, setAside);
    const every = Duration.minutes(5);
    new Rule(this, 'EveryFiveMinutes', { schedule: Schedule.rate(every), targets: [new Target(watch.function)] });
    const { api } = new Gateway(this, 'Gateway', {
      routes: bundle.routes,
      functions: { vault: vault.function, desk: desk.function, door: door.function },
      otherwise: door.function,
      origin,
      certificateArn,
    });

    const setAsideNow = setAside.metricApproximateNumberOfMessagesVisible();
    alarmAtOnce(
      this,
      'SetAside',
      setAsideNow,
      'an expert was not looked for, or a notice not sent, in an hour of trying',
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
  }
}

/** One second less than the gateway waits. */
const answering = Duration.seconds(28);

/** Ten records with a call abroad for each. */
const followingUp = Duration.seconds(60);

const afterWhichAnExpertIsNeeded: readonly EventCode[] = ['submitted', 'declined', 'expired', 'routing-due'];

const needsAnExpert = { eventName: ['INSERT'], newImage: { code: afterWhichAnExpertIsNeeded } } as const;

const waitsToBeSent = { eventName: ['INSERT', 'MODIFY'], newImage: { status: ['pending'] } } as const;
