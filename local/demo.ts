import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { InstitutionKind } from '../shared/institutions.ts';
import { QueryLanguage } from '../shared/languages.ts';
import { Topic } from '../shared/topics.ts';
import { type ApiClient, signIn } from './api-client.ts';
import { demoAdvice, demoAskedBack, leftInClearance, leftOffered } from './demo-advice.ts';
import { demoExperts, demoInstitutions, demoOfficials, demoPassword, demoSecretariat } from './demo-people.ts';
import type { Hub } from './hub.ts';
import { openState } from './state.ts';

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
const Queued = z.array(z.object({ id: z.string() }));
const Queue = z.object({ toAccept: Queued, toClear: Queued });
const Versioned = z.object({ version: z.int() });
/** A question of general interest, about nobody's case, whose State the expert may know. */
const general = { individualCase: 'no', confidentiality: 'standard' } as const;
const week = 7 * 24 * 3_600_000;

/** What the demo put through. */
interface Demo {
  readonly asked: number;
  readonly accepted: number;
  readonly answered: number;
}

/** Runs the demo unless the kept state holds it already; answers a sentence about it. */
export async function demoOnce(hub: Hub, stateDirectory: string, report: (step: string) => void): Promise<string> {
  const state = openState(stateDirectory);
  if (state.read('demo', z.boolean(), false)) return 'The sample questions are there already; --fresh begins again.';
  const { asked, accepted, answered } = await runDemo(hub, report);
  state.write('demo', true);
  return `${asked} questions asked, ${accepted} accepted, ${answered} answered; ${hub.inbox().length} mails in the inbox.`;
}

/** Puts the sample questions through the real path, over HTTP, as the demo's people: asked, routed, accepted, answered. */
export async function runDemo(
  hub: Pick<Hub, 'origin' | 'people' | 'drain'>,
  report: (step: string) => void,
): Promise<Demo> {
  const samples = Samples.parse(JSON.parse(readFileSync(new URL('./samples/queries.json', import.meta.url), 'utf8')));
  const clientOf = (email: string) => signIn(hub.origin, email, demoPassword, () => hub.people.codeOf(email));

  report('Asking the sample questions');
  const asked = new Map<string, Sample>();
  for (const sample of samples) {
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

  report('Accepting and advising');
  let accepted = 0;
  let answered = 0;
  for (const { email } of demoExperts) {
    const expert = await clientOf(email);
    const { toAccept } = Queue.parse((await expert.get('/queue')).body);
    for (const { id } of toAccept) {
      const sample = asked.get(id);
      if (!sample || leftOffered.includes(sample.id)) continue;
      accepted += 1;
      await advise(id, sample, expert);
    }
  }
  await hub.drain();

  report('Clearing');
  for (const { email } of demoExperts) {
    const expert = await clientOf(email);
    const { toClear } = Queue.parse((await expert.get('/queue')).body);
    for (const { id } of toClear) {
      if (leftInClearance.includes(asked.get(id)?.id ?? '')) continue;
      await clear(id, expert);
      answered += 1;
    }
  }
  await hub.drain();
  return { asked: asked.size, accepted, answered };
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
    (await asker.post('/queries', { title, body, topic, language, ...urgency, ...general })).body,
  );
  await asker.post(`/queries/${id}/send`, {}, version);
  return id;
}

/** Takes the offer and hands in the advice there is for it, or asks back where there is something to ask. */
async function advise(id: string, sample: Sample, expert: ApiClient): Promise<void> {
  const offer = Versioned.parse((await expert.get(`/queries/${id}/offer`)).body);
  await expert.post(`/queries/${id}/accept`, { noConflict: 'yes' }, offer.version);
  const [advice, asked] = [demoAdvice[sample.id], demoAskedBack[sample.id]];
  const { version } = Versioned.parse((await expert.get(`/queries/${id}`)).body);
  if (advice !== undefined) await expert.post(`/queries/${id}/ask-review`, { advice }, version);
  else if (asked !== undefined) await expert.post(`/queries/${id}/ask-information`, { asked }, version);
}

/** Takes the clearance and clears the advice. */
async function clear(id: string, expert: ApiClient): Promise<void> {
  const card = Versioned.parse((await expert.get(`/queries/${id}/clearance`)).body);
  await expert.post(`/queries/${id}/accept-clearance`, { noConflict: 'yes' }, card.version);
  const { version } = Versioned.parse((await expert.get(`/queries/${id}`)).body);
  const checked = { checkedNames: 'yes', checkedSources: 'yes', checkedLanguage: 'yes', checkedTone: 'yes' };
  await expert.post(`/queries/${id}/approve`, checked, version);
}
