import type { AskedBackground, AskedContact, AskedUrgency, Asking } from './asked.ts';
import { type Change, type Content, moved } from './change.ts';
import type { Institution } from './institutions.ts';
import type { Part } from './parts.ts';
import type { Official } from './people.ts';
import type { Confidentiality, Draft, Query, Urgency } from './query.ts';
import { Refused } from './refused.ts';
import type { LaterStep } from './steps.ts';
import { movable } from './transitions.ts';
import type { Background } from './written.ts';

function urgencyOf({ urgency, neededBy, urgencyReason }: AskedUrgency, now: string): Urgency {
  if (urgency !== 'requested' || !neededBy || !urgencyReason) return { level: 'standard' };
  if (neededBy < now.slice(0, 10)) throw new Refused('invalid-input', [{ field: 'neededBy', code: 'past-date' }]);
  return { level: 'requested', neededBy, reason: urgencyReason };
}

/** Writing can only raise the level: lowering it needs the asker's consent, which is another act. */
const raised = (before: Confidentiality, wanted: Confidentiality = before): Confidentiality =>
  before === 'restricted' ? before : wanted;

const characters = (words: string): number => [...words].length;

type Told = { law?: string | undefined; tried?: string | undefined };

/** The two texts of the background, as far as they are written. */
const backgroundOf = ({ law, tried }: Told): Background => ({ ...(law ? { law } : {}), ...(tried ? { tried } : {}) });
const backgroundLength = ({ law = '', tried = '' }: Told): number => characters(law) + characters(tried);

const questionPart = (version: number, writtenAt: string): Part => ({
  part: 'question',
  kind: 'question',
  version,
  writtenAt,
});

const together = (steps: readonly LaterStep[], more: readonly LaterStep[]): LaterStep[] => [
  ...new Set([...steps, ...more]),
];

type Written = Pick<
  Draft,
  'urgency' | 'language' | 'replyLanguages' | 'confidentiality' | 'steps' | 'backgroundLength'
>;

/** What the later steps hold after all of it was sent at once: what was left out stays as it was. */
function withAll(asking: Asking, before: Written, now: string): Written {
  const { language = before.language } = asking;
  const tells = asking.law !== undefined || asking.tried !== undefined;
  return {
    urgency: asking.urgency ? urgencyOf(asking, now) : before.urgency,
    language,
    replyLanguages: asking.replyLanguages ?? (language === before.language ? before.replyLanguages : [language]),
    confidentiality: raised(before.confidentiality, asking.confidentiality),
    steps: together(before.steps, [
      ...(asking.urgency ? (['background'] as const) : []),
      ...(asking.language ? (['contact'] as const) : []),
    ]),
    backgroundLength: tells ? backgroundLength(asking) : before.backgroundLength,
  };
}

const sealedQuestion = (asking: Asking, version: number): Content => ({
  part: 'question',
  version,
  fields: { title: asking.title, body: asking.body, ...backgroundOf(asking) },
});

/** An official begins a question: a draft that only they can see. */
export function draft(id: string, asking: Asking, asker: Official, institution: Institution, now: string): Change {
  const nothing: Written = {
    urgency: { level: 'standard' },
    language: asker.locale,
    replyLanguages: [asker.locale],
    confidentiality: 'standard',
    ...{ steps: [], backgroundLength: 0 },
  };
  const later = withAll(asking, nothing, now);
  const query: Query = {
    status: 'draft',
    id,
    version: 1,
    askerId: asker.id,
    coOwners: [],
    institutionId: institution.id,
    institutionKind: institution.kind,
    state: institution.state,
    requestKind: asking.requestKind,
    topic: asking.topic,
    ...later,
    length: characters(asking.body) + later.backgroundLength,
    parts: [questionPart(1, now)],
    createdAt: now,
    updatedAt: now,
  };
  return { query, event: { code: 'drafted', details: {} }, notices: [], content: sealedQuestion(asking, 1) };
}

/** Under which version the draft's text is sealed now. */
const sealedVersion = ({ parts }: Draft): number => parts.find(({ kind }) => kind === 'question')?.version ?? 1;

/** The asker rewrites the question of a draft, and whatever else comes with it. */
export function save(query: Query, asking: Asking, now: string): Change {
  const before = movable('save', query);
  const version = before.version + 1;
  const later = withAll(asking, before, now);
  const { requestKind, topic } = asking;
  const tells = asking.law !== undefined || asking.tried !== undefined;
  const keeps = { version: sealedVersion(before), fields: ['law', 'tried'] };
  return {
    query: {
      ...{ ...before, requestKind, topic, ...later, version, updatedAt: now },
      length: characters(asking.body) + later.backgroundLength,
      parts: [questionPart(version, now)],
    },
    event: { code: 'saved', details: { step: 'question' } },
    notices: [],
    content: { ...sealedQuestion(asking, version), ...(tells ? {} : { keeps }) },
  };
}

/** The asker says by when, which law is concerned and what was tried; the question stays as it is. */
export function saveBackground(query: Query, asked: AskedBackground, now: string): Change {
  const before = movable('save', query);
  const version = before.version + 1;
  const told = backgroundLength(asked);
  return {
    query: {
      ...{ ...before, version, updatedAt: now, urgency: urgencyOf(asked, now), backgroundLength: told },
      length: before.length - before.backgroundLength + told,
      steps: together(before.steps, ['background']),
      parts: [questionPart(version, now)],
    },
    event: { code: 'saved', details: { step: 'background' } },
    notices: [],
    content: {
      ...{ part: 'question', version, fields: backgroundOf(asked) },
      keeps: { version: sealedVersion(before), fields: ['title', 'body'] },
    },
  };
}

/** The asker says in which languages, and how confidential; no text is touched. */
export function saveContact(
  query: Query,
  { language, replyLanguages, confidentiality }: AskedContact,
  now: string,
): Change {
  const before = movable('save', query);
  return {
    query: {
      ...{ ...moved(before, now), language, replyLanguages },
      confidentiality: raised(before.confidentiality, confidentiality),
      steps: together(before.steps, ['contact']),
    },
    event: { code: 'saved', details: { step: 'contact' } },
    notices: [],
  };
}
