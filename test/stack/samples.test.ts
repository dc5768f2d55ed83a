import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { demoAdvice } from '../../local/demo-advice.ts';
import { demoInstitutions, demoOfficials } from '../../local/demo-people.ts';
import { InstitutionKind } from '../../shared/institutions.ts';
import { QueryLanguage } from '../../shared/languages.ts';
import { firstFault, LedgerEntry } from '../../shared/ledger.ts';
import { Expert } from '../../shared/people.ts';
import { Topic } from '../../shared/topics.ts';
import { steps } from './steps.ts';
import { openWorld, type World } from './world.ts';

const Sample = z.object({
  id: z.string(),
  language: QueryLanguage,
  topic: Topic,
  institutionKind: InstitutionKind,
  urgent: z.boolean(),
  title: z.string(),
  body: z.string(),
});
const file = new URL('../../local/samples/queries.json', import.meta.url);
const samples = z
  .array(Sample)
  .length(12)
  .parse(JSON.parse(readFileSync(file, 'utf8')));

let world: World;
let people: ReturnType<typeof steps>;
beforeAll(async () => {
  world = await openWorld();
  people = steps(world);
});
afterAll(() => world.stop());

/** The official of the demo who would ask this: of the kind of institution and the language it speaks of. */
function askerOf({ institutionKind, language }: z.infer<typeof Sample>) {
  const kinds = new Map(demoInstitutions.map((institution) => [institution.id, institution]));
  const asker = demoOfficials.find(
    ({ institutionId, locale }) => kinds.get(institutionId)?.kind === institutionKind && locale === language,
  );
  if (!asker) throw new Error(`nobody of a ${institutionKind} writes ${language}`);
  return { name: world.nameOf(asker.id), state: kinds.get(asker.institutionId)?.state ?? '' };
}

describe('the sample questions', () => {
  test.each(samples)('$id goes the whole way: $topic in $language, of a $institutionKind', async (sample) => {
    const { title, body, topic, language } = sample;
    const { name, state } = askerOf(sample);
    const urgency = sample.urgent
      ? { urgency: 'requested' as const, neededBy: '2099-01-31', urgencyReason: title }
      : { urgency: 'standard' as const };
    const { id, expert } = await people.accepted(name, { title, body, topic, language, ...urgency });
    const { expertise } = Expert.parse(world.personOf(expert));
    expect([...expertise.mainTopics, ...expertise.secondaryTopics]).toContain(topic);
    expect(expertise.languages).toContain(language);
    // No tie of any kind, and so whatever the rule makes of it.
    expect(JSON.stringify(expertise.interests)).not.toContain(`"${state}"`);
    if (sample.urgent) await people.post('helen', `/queries/${id}/grant-urgency`, {}, await people.versionOf(id));

    expect(await people.read(expert, `/queries/${id}`)).toMatchObject({ title, said: [{ kind: 'question', body }] });
    const advice = demoAdvice[sample.id] ?? `${title}: ${body}`;
    await people.advised(id, expert, advice);
    await world.hub.drain();
    expect(await people.read(name, `/queries/${id}`)).toMatchObject({
      status: 'answered',
      title,
      clock: { state: 'met' },
      said: [
        { kind: 'question', body },
        { kind: 'advice', body: advice },
      ],
    });
    expect(await firstFault(id, z.array(LedgerEntry).parse(await world.entriesOf(id)))).toBeUndefined();
    const told = world.hub.inbox().filter(({ to }) => to.includes(world.emailOf(name)));
    expect(told.length).toBeGreaterThanOrEqual(2);
  });
});
