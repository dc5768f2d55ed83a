import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { InstitutionKind } from '../shared/institutions.ts';
import { QueryLanguage } from '../shared/languages.ts';
import { Topic } from '../shared/topics.ts';
import { type ApiClient, signIn } from './api-client.ts';
import { demoAdvice, leftOffered } from './demo-advice.ts';
import { demoExperts, demoInstitutions, demoOfficials, demoPassword, demoSecretariat } from './demo-people.ts';
import type { Hub } from './hub.ts';

const Samples = z.array(
  z.strictObject({
    id: z.string(),
    language: QueryLanguage,
    topic: Topic,
    institutionKind: InstitutionKind,
    urgent: z.boolean(),
    title: z.string(),
    body: z.string(),
  }),
);
type Sample = z.infer<typeof Samples>[number];

const Drafted = z.object({ id: z.string(), version: z.int() });
const Queue = z.object({ toAccept: z.array(z.object({ id: z.string() })) });
const Versioned = z.object({ version: z.int() });
const week = 7 * 24 * 3_600_000;

/** Puts the sample questions through the real path, over HTTP, as the demo's people: asked, routed, accepted, answered. */
export async function runDemo(
  hub: Pick<Hub, 'origin' | 'people' | 'drain'>,
  report: (step: string) => void,
): Promise<void> {
  const samples = Samples.parse(JSON.parse(readFileSync(new URL('./samples/queries.json', import.meta.url), 'utf8')));
  const clientOf = (email: string) => signIn(hub.origin, email, demoPassword, () => hub.people.codeOf(email));

  const asked = new Map<string, Sample>();
  for (const sample of samples) {
    report(`Asking ${asked.size + 1} of ${samples.length}`);
    asked.set(await ask(sample, await clientOf(askerOf(sample))), sample);
  }
  await hub.drain();

  const [secretariat] = demoSecretariat;
  const urgent = [...asked].find(([, sample]) => sample.urgent);
  if (secretariat && urgent) {
    report('Granting urgency');
    const desk = await clientOf(secretariat.email);
    const { version } = Versioned.parse((await desk.get(`/queries/${urgent[0]}/card`)).body);
    await desk.post(`/queries/${urgent[0]}/grant-urgency`, {}, version);
  }

  for (const { email, name } of demoExperts) {
    report(`Advising as ${name}`);
    const expert = await clientOf(email);
    const { toAccept } = Queue.parse((await expert.get('/queue')).body);
    for (const { id } of toAccept) {
      const sample = asked.get(id);
      if (sample && !leftOffered.includes(sample.id)) await advise(id, sample, expert);
    }
  }
  await hub.drain();
}

/** The official of the kind of institution and language that the sample speaks of. */
function askerOf({ institutionKind, language }: Sample): string {
  const kinds = new Map(demoInstitutions.map(({ id, kind }) => [id, kind]));
  const asker = demoOfficials.find(
    ({ institutionId, locale }) => kinds.get(institutionId) === institutionKind && locale === language,
  );
  if (!asker) throw new Error(`The demo has no official of a ${institutionKind} who writes ${language}.`);
  return asker.email;
}

async function ask({ title, body, topic, language, urgent }: Sample, asker: ApiClient): Promise<string> {
  const neededBy = new Date(Date.now() + week).toISOString().slice(0, 10);
  const urgency = urgent
    ? { urgency: 'requested', neededBy, urgencyReason: 'A decision is due within the week.' }
    : { urgency: 'standard' };
  const { id, version } = Drafted.parse(
    (await asker.post('/queries', { title, body, topic, language, ...urgency })).body,
  );
  await asker.post(`/queries/${id}/send`, {}, version);
  return id;
}

async function advise(id: string, sample: Sample, expert: ApiClient): Promise<void> {
  const offer = Versioned.parse((await expert.get(`/queries/${id}/offer`)).body);
  await expert.post(`/queries/${id}/accept`, { noConflict: 'yes' }, offer.version);
  const advice = demoAdvice[sample.id];
  if (advice === undefined) return;
  const { version } = Versioned.parse((await expert.get(`/queries/${id}`)).body);
  await expert.post(`/queries/${id}/answer`, { body: advice }, version);
}
