import { type AnchorLog, anchorLog } from './anchor-log.ts';
import { type Anchors, anchors } from './anchors.ts';
import { type ChangedLedgers, changedLedgers } from './changed-ledgers.ts';
import { dynamo } from './dynamo.ts';
import { readEnvironment } from './environment.ts';
import { signer } from './signer.ts';

/** What `anchor` works with. */
export function anchorServices(): { ledgers: ChangedLedgers; anchors: Anchors; log: AnchorLog } {
  const env = readEnvironment('anchor');
  return {
    ledgers: changedLedgers(dynamo(), env.LEDGER_TABLE),
    anchors: anchors(env.ANCHORS_BUCKET),
    log: anchorLog(env.ANCHORS_BUCKET, signer(env.ANCHOR_KEY_ID)),
  };
}
