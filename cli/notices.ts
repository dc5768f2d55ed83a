import * as z from 'zod';
import { itemsOf } from '../functions/lib/dynamo.ts';
import { noticeStore } from '../functions/lib/notice-store.ts';
import { CannotRun, type Operator } from './operator.ts';

const Due = z.object({ id: z.string(), nextAttemptAt: z.string() });

/** How many notices should have left by now, and how many were put back on their way. */
type Redriven = { found: number; woken: number };

/**
 * Puts back on their way the notices that should have left by now, however many there are; without `go` it only says
 * which. A dead letter tells where in a stream a record was; what the record was about still lies in the table, open,
 * and is found there. Nothing is sent from here: a notice goes through the stream, and is claimed before it is sent.
 */
export async function redrive(
  { dynamo, noticesTable }: Pick<Operator, 'dynamo' | 'noticesTable'>,
  { go, now }: { go: boolean; now: string },
  say: (line: string) => void,
): Promise<Redriven> {
  if (!noticesTable) throw new CannotRun('Not set: NOTICES_TABLE. The outputs of the stack HubState say what it is.');
  const notices = noticeStore(dynamo, noticesTable);
  const overdue = itemsOf(dynamo, {
    TableName: noticesTable,
    IndexName: 'by-next-attempt',
    KeyConditionExpression: 'openKey = :open AND nextAttemptAt <= :now',
    ExpressionAttributeValues: { ':open': 'open', ':now': now },
  });
  // Read to the end before anything moves: what is put back is due again later, and would be met twice.
  const due = await Array.fromAsync(overdue, (item) => Due.parse(item));
  let woken = 0;
  for (const { id, nextAttemptAt } of due) {
    const moved = go && (await notices.wake(id, now));
    if (moved) woken += 1;
    say(`${id}  due since ${nextAttemptAt}${go ? (moved ? '  put back' : '  moved meanwhile, left alone') : ''}`);
  }
  say(
    go ? `${woken} of ${due.length} put back.` : `${due.length} would be put back. Nothing was changed: --go does it.`,
  );
  return { found: due.length, woken };
}
