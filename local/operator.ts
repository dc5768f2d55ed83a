import type { Hub } from './hub.ts';
import { openState } from './state.ts';

/** What `npm run hub -- --local …` needs to speak to this hub as its operator. */
export function operatorOf({ aws, outputs }: Pick<Hub, 'aws' | 'outputs'>) {
  return {
    LEDGER_TABLE: outputs.LedgerTable ?? '',
    ANCHORS_BUCKET: outputs.AnchorsBucket ?? '',
    ANCHOR_KEY_ID: outputs.AnchorKeyId ?? '',
    NOTICES_TABLE: outputs.NoticesTable ?? '',
    DIRECTORY_TABLE: outputs.DirectoryTable ?? '',
    USER_POOL_ID: outputs.UserPoolId ?? '',
    AWS_ENDPOINT_URL: aws.url,
    AWS_REGION: aws.region,
    AWS_ACCESS_KEY_ID: aws.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.credentials.secretAccessKey,
  };
}

/** Leaves it where the command line finds it; the credential is good until the hub stops. */
export function writeOperator(stateDirectory: string, hub: Pick<Hub, 'aws' | 'outputs'>): void {
  openState(stateDirectory).write('operator', operatorOf(hub));
}
