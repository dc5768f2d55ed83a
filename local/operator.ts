import type { Hub } from './hub.ts';
import { openState } from './state.ts';

/** What `npm run hub -- --local …` needs to speak to this hub as its operator. */
export function operatorOf({ aws, outputs, environmentOf }: Pick<Hub, 'aws' | 'outputs' | 'environmentOf'>) {
  const { QUERIES_TABLE = '', SEALED_TABLE = '', KEYS_TABLE = '', CONTENT_KEY_ID = '' } = environmentOf('vault');
  return {
    ...{ QUERIES_TABLE, SEALED_TABLE, KEYS_TABLE, CONTENT_KEY_ID },
    LEDGER_TABLE: outputs.LedgerTable ?? '',
    ANCHORS_BUCKET: outputs.AnchorsBucket ?? '',
    ANCHOR_KEY_ID: outputs.AnchorKeyId ?? '',
    NOTICES_TABLE: outputs.NoticesTable ?? '',
    DIRECTORY_TABLE: outputs.DirectoryTable ?? '',
    REPORTS_TABLE: outputs.ReportsTable ?? '',
    USER_POOL_ID: outputs.UserPoolId ?? '',
    AWS_ENDPOINT_URL: aws.url,
    AWS_REGION: aws.region,
    AWS_ACCESS_KEY_ID: aws.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.credentials.secretAccessKey,
  };
}

/** Leaves it where the command line finds it; the credential is good until the hub stops. */
export function writeOperator(stateDirectory: string, hub: Pick<Hub, 'aws' | 'outputs' | 'environmentOf'>): void {
  openState(stateDirectory).write('operator', operatorOf(hub));
}
