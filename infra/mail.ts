import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  Identity,
  MailFromBehaviorOnMxFailure,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** What a function needs to know to send mail. */
export interface Mail {
  from: string;
  configurationSet: string;
  /** A sender needs a grant on both: the domain and the configuration it names. */
  arns: string[];
}

/** The hub's sender: only over TLS, signed, with no pixel and no rewritten link (no event destination exists). */
export function mail(scope: Construct, domain: string): Mail {
  const configuration = new ConfigurationSet(scope, 'MailConfiguration', {
    tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
    reputationMetrics: true,
    suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
  });
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
    arns: [
      identity.emailIdentityArn,
      Stack.of(scope).formatArn({
        service: 'ses',
        resource: 'configuration-set',
        resourceName: configuration.configurationSetName,
      }),
    ],
  };
}
