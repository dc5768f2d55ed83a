import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import type { Fault, LedgerEntry } from '../../shared/ledger.ts';
import { Refused } from '../../shared/refused.ts';
import { anchorKeyOnce } from './anchor-key.ts';
import type { Dynamo } from './dynamo.ts';
import { entryIn } from './evidence.ts';
import { examine } from './faults.ts';
import { rowsOf } from './ledger-store.ts';
import { sorted } from './ledgers.ts';
import { anchorsOf, signedLedgers } from './signed-record.ts';
import { unlogged } from './unlogged.ts';

/** One ledger, every fault in it, and the last entry that a signature which holds covers. */
export type Verified = {
  subjectId: string;
  entries: readonly LedgerEntry[];
  faults: readonly Fault[];
  anchor?: { sequence: number; signedAt: string };
};

/** Ledgers verified in one request: each is some reads of the bucket for every time that it was signed. */
const atATime = 20;

/** Ledgers verified side by side. */
const atOnce = 5;

type Names = { ledgerTable: string; anchorsBucket: string; anchorKeyId: string };

/** Ledgers against the signatures that were ever given on them: what `hub ledger verify` checks, for one ledger at a time. */
export function verification(
  client: Dynamo,
  { ledgerTable, anchorsBucket, anchorKeyId }: Names,
  { s3, kms } = { s3: unlogged(new S3Client({})), kms: unlogged(new KMSClient({})) },
) {
  const at = { s3, anchorsBucket };
  const keyOnce = anchorKeyOnce(kms, anchorKeyId);

  async function verified(subjectId: string): Promise<Verified | undefined> {
    // The ledger last: what is signed meanwhile must not seem to know more than the ledger does.
    const [signed, key] = await Promise.all([anchorsOf(at, subjectId), keyOnce()]);
    const rows = await rowsOf(client, ledgerTable, subjectId);
    if (rows.length === 0 && signed.signposts.size === 0) return undefined;
    const byNumber = new Map(rows.map((row) => [Number(row.sequence), entryIn(row)]));
    const found = examine({ ...signed, key, only: subjectId, ledgers: new Map([[subjectId, byNumber]]) });
    const { entries, unreadable } = sorted(rows);
    const told = new Set(found.faults.map(({ where, number }) => where === 'entry' && number));
    // An entry of a kind that the hub does not know was not written by it, whatever its hash says.
    const unknown = unreadable.filter(({ sequence }) => !told.has(sequence));
    const faults: Fault[] = [
      ...found.faults,
      ...unknown.map(
        ({ sequence }) => ({ where: 'entry', ledger: subjectId, number: sequence, wrong: 'tampered' }) as const,
      ),
    ];
    const anchor = found.signed.get(subjectId);
    return { subjectId, entries, faults, ...(anchor ? { anchor } : {}) };
  }

  return {
    /** One ledger; refuses `not-found` when there is none and none was ever signed. */
    async find(subjectId: string): Promise<Verified> {
      const found = await verified(subjectId);
      if (!found) throw new Refused('not-found');
      return found;
    },

    /** The next ledgers of all that were ever signed, by id, so that one of which nothing is left is seen as well. */
    async listVerified(after: string | undefined): Promise<{ verified: Verified[]; next?: string }> {
      const ids = await signedLedgers(at, after, atATime + 1);
      const some = ids.slice(0, atATime);
      const found: Verified[] = [];
      for (let start = 0; start < some.length; start += atOnce)
        found.push(...(await Promise.all(some.slice(start, start + atOnce).map(verified))).flatMap((one) => one ?? []));
      const last = some.at(-1);
      return { verified: found, ...(last && ids.length > some.length ? { next: last } : {}) };
    },
  };
}

export type Verification = ReturnType<typeof verification>;
