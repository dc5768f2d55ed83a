import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  MailFromBehaviorOnMxFailure,
} from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { mailReportsKey } from './keys.ts';

/** What a function needs to know to send mail. */
export interface Mail {
  from: string;
  configurationSet: string;
  /** A sender needs a grant on both: the domain and the configuration it names. */
  arns: string[];
  /** Where SES says what became of each message. */
  reports: Topic;
}

/** The hub's sender: only over TLS, signed, with no pixel and no rewritten link (opens and clicks are not among the events). */
export function mail(scope: Construct, domain: string): Mail {
  const configuration = new ConfigurationSet(scope, 'MailConfiguration', {
    tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
    reputationMetrics: true,
    // The Directory alone says which addresses take no mail: a second list would go on stopping what the secretariat resumed.
    disableSuppressionList: true,
  });
  const configurationArn = Stack.of(scope).formatArn({
    service: 'ses',
    resource: 'configuration-set',
    resourceName: configuration.configurationSetName,
  });
  const reports = reportsOf(scope, configuration, configurationArn);
  const identity = new EmailIdentity(scope, 'MailIdentity', {
    identity: Identity.domain(domain),
    configurationSet: configuration,
    dkimSigning: true,
    mailFromDomain: `bounce.${domain}`,
    mailFromBehaviorOnMxFailure: MailFromBehaviorOnMxFailure.REJECT_MESSAGE,
  });
  return {
    from: `no-reply@${domain}`,
    configurationSet: configuration.configurationSetName,
    reports,
    arns: [identity.emailIdentityArn, configurationArn],
  };
}

/** What SES tells of a message: that it took it, and what became of it. Never that somebody opened it or followed its link. */
const told = [
  EmailSendingEvent.SEND,
  EmailSendingEvent.REJECT,
  EmailSendingEvent.DELIVERY,
  EmailSendingEvent.BOUNCE,
  EmailSendingEvent.COMPLAINT,
];

function reportsOf(scope: Construct, configuration: ConfigurationSet, configurationArn: string): Topic {
  const masterKey = mailReportsKey(scope, configurationArn);
  const topic = new Topic(scope, 'MailReports', { enforceSSL: true, masterKey });
  // This also lets SES publish there, for this configuration of this account alone.
  configuration.addEventDestination('Reports', { destination: EventDestination.snsTopic(topic), events: told });
  return topic;
}
