import * as z from 'zod';
import { changing } from '../test/stack/client.ts';
import { steps } from '../test/stack/steps.ts';
import { measuredHub } from './hub.ts';
import type { Part } from './part.ts';

const rounds = 3;
const atOnce = 32;
const askers = ['litia', 'josefa', 'mutinta', 'devon'];
const Sent = z.object({ reference: z.string() });

/** Many questions on one topic, all sent in the same moment: none may fail, and each has a reference of its own. */
export async function run(): Promise<Part> {
  const world = await measuredHub();
  const people = steps(world);
  const all: string[] = [];
  const found: { sent: number; failed: number; references: number }[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const drafts = await Promise.all(
        Array.from({ length: atOnce }, async (_, index) => {
          const name = askers[index % askers.length] ?? '';
          const { token } = await world.credentialsOf(name);
          return { token, ...(await people.drafted(name, { topic: 'legislation', language: 'en' })) };
        }),
      );
      const answers = await Promise.all(
        drafts.map(({ token, id, version }) =>
          world.wire.json('POST', `/queries/${id}/send`, { token, input: {}, headers: changing(version) }),
        ),
      );
      const taken = answers.filter(({ status }) => status === 200).map(({ text }) => Sent.parse(JSON.parse(text)));
      const references = taken.map(({ reference }) => reference);
      all.push(...references);
      const failed = answers.length - taken.length;
      found.push({ sent: answers.length, failed, references: new Set(references).size });
      await world.hub.drain();
    }
  } finally {
    await world.stop();
  }
  return {
    name: 'simultaneous',
    about: `${atOnce} questions on one topic, sent in the same moment`,
    tables: [
      {
        title: 'Questions sent at once',
        head: ['round', 'sent', 'failed', 'references'],
        rows: found.map((one, index) => [index + 1, one.sent, one.failed, one.references]),
      },
    ],
    notes: [`Over all rounds: ${all.length} references, ${new Set(all).size} of them different.`],
    json: { found, references: all.length, different: new Set(all).size },
  };
}
