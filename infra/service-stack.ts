import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as Target } from 'aws-cdk-lib/aws-events-targets';
import { CfnParameter, Duration, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { alarmAtOnce, alarmOnSilence, alarmTopic } from './alarm-topic.ts';
import { acknowledgePaths, signedPaths } from './anchors.ts';
import { answeringFunctions } from './answering.ts';
import type { Bundle } from './bundle.ts';
import { undelivered } from './consequences.ts';
import { followingFunctions } from './following.ts';
import { Gateway } from './gateway.ts';
import { unreadReports } from './mail-reports.ts';
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
    const hub = { tables: state.tables, directoryOf: bundle.directoryOf, alarmed };
    const page = { STYLE_PATH: bundle.stylePath, SCRIPT_PATH: bundle.scriptPath };

    const { vault, desk, office, audit, door } = answeringFunctions(this, hub, state, page);
    const { digest, watch, erase, anchor } = followingFunctions(this, hub, state, origin, { setAside, unread });
    for (const reader of [audit, anchor]) acknowledgePaths(reader, state.anchors, signedPaths);

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
