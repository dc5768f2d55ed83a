import { anchorKeyOf } from '../functions/lib/anchor-key.ts';
import type { Evidence } from '../functions/lib/evidence.ts';
import { hiddenOf, inTurns, textOf, versionsUnder } from '../functions/lib/signed-record.ts';
import { anchorNumber, ledgerOfSignpost } from '../shared/anchor.ts';
import type { Operator } from './operator.ts';

/** Every anchor as it was first written: what was put on top of it later counts for nothing, and is told. */
export async function readAnchors(at: Operator): Promise<Pick<Evidence, 'anchors' | 'hidden'>> {
  const found = [...(await versionsUnder(at, 'anchors/'))].flatMap(([name, versions]) => {
    const number = anchorNumber(name);
    return number === undefined ? [] : [{ number, name, versions }];
  });
  const texts = await inTurns(found, ({ name, versions }) => textOf(at, name, versions.ids[0]));
  return {
    anchors: new Map(found.map(({ number }, index) => [number, texts[index] ?? ''])),
    hidden: hiddenOf(found),
  };
}

/** What the signpost of every ledger says now. */
export async function readSignposts(at: Operator): Promise<Evidence['signposts']> {
  const found = [...(await versionsUnder(at, 'heads/'))];
  const texts = await inTurns(found, ([name, { ids }]) => textOf(at, name, ids.at(-1)));
  return new Map(found.map(([name], index) => [ledgerOfSignpost(name) ?? name, texts[index] ?? '']));
}

/** The public half of the key that signs the anchors. */
export const readKey = ({ kms, anchorKeyId }: Operator): Promise<Evidence['key']> => anchorKeyOf(kms, anchorKeyId);
