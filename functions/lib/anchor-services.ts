import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { anchorKeyOnce } from './anchor-key.ts';
import { type AnchorLog, anchorLog } from './anchor-log.ts';
import { type Anchors, anchors } from './anchors.ts';
import { type ChangedLedgers, changedLedgers } from './changed-ledgers.ts';
import { dynamo } from './dynamo.ts';
import { readEnvironment } from './environment.ts';
import { signer } from './signer.ts';
import { unlogged } from './unlogged.ts';

/** What `anchor` works with. */
export function anchorServices(): { ledgers: ChangedLedgers; anchors: Anchors; log: AnchorLog } {
  const env = readEnvironment('anchor');
  const at = { s3: unlogged(new S3Client({})), anchorsBucket: env.ANCHORS_BUCKET };
  const kms = unlogged(new KMSClient({}));
  const key = anchorKeyOnce(kms, env.ANCHOR_KEY_ID);
  return {
    ledgers: changedLedgers(dynamo(), env.LEDGER_TABLE),
    anchors: anchors(at, key),
    log: anchorLog(at, key, signer(env.ANCHOR_KEY_ID, kms)),
  };
}
