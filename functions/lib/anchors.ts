import { signpostName } from '../../shared/anchor.ts';
import type { LedgerHead } from '../../shared/ledger.ts';
import { judge, readSignpost } from './anchor-faults.ts';
import type { AnchorKey } from './anchor-key.ts';
import { firstVersionOf, inTurns, type SignedRecord, textOf, versionsUnder } from './signed-record.ts';

/** What was signed of the ledgers, as it was first written and is kept under Object Lock. */
export function anchors(at: SignedRecord, key: AnchorKey) {
  /** What the anchor of this number says of a ledger; undefined when there is none whose signature holds. */
  async function saidOf(subjectId: string, number: number): Promise<LedgerHead | undefined> {
    const found = await firstVersionOf(at, number);
    const verdict = found && judge(number, found.text, await key());
    return verdict && 'anchor' in verdict ? verdict.anchor.heads[subjectId] : undefined;
  }

  return {
    /**
     * The last signed head of a ledger; undefined before the first, `lost` when its signpost leads to none.
     * A signpost can be written over and turned back, but none it ever had can be taken away: the furthest counts.
     */
    async find(subjectId: string): Promise<LedgerHead | 'lost' | undefined> {
      const name = signpostName(subjectId);
      const ids = (await versionsUnder(at, name)).get(name)?.ids ?? [];
      if (ids.length === 0) return undefined;
      const numbers = (await inTurns(ids, (id) => textOf(at, name, id))).map((text) => readSignpost(text)?.number ?? 0);
      const newest = numbers.at(-1) ?? 0;
      const said = await saidOf(subjectId, newest);
      if (!said) return 'lost';
      for (const number of [...new Set(numbers)].sort((a, b) => b - a).filter((each) => each > newest)) {
        const further = await saidOf(subjectId, number);
        if (further) return further;
      }
      return said;
    },
  };
}

export type Anchors = ReturnType<typeof anchors>;
