import type { Query } from '../../shared/query.ts';
import { Refused } from '../../shared/refused.ts';
import { Background, Question } from '../../shared/written.ts';
import type { Opened } from '../lib/content-store.ts';

/** A draft with its text, as its pages show it. */
export function writtenDraft(query: Query, parts: readonly Opened[]) {
  if (query.status !== 'draft') throw new Refused('not-found');
  const { title, body, ...background } = parts.find(({ part }) => part === 'question')?.fields ?? {};
  const { law = '', tried = '' } = Background.parse(background);
  const { urgency } = query;
  return {
    ...{ id: query.id, version: query.version, savedAt: query.updatedAt },
    ...Question.parse({ title, body }),
    ...{ law, tried },
    requestKind: query.requestKind,
    topic: query.topic,
    confidentiality: query.confidentiality,
    language: query.language,
    replyLanguages: query.replyLanguages,
    urgency: urgency.level === 'standard' ? ('standard' as const) : ('requested' as const),
    neededBy: urgency.level === 'standard' ? '' : urgency.neededBy,
    urgencyReason: urgency.level === 'standard' ? '' : urgency.reason,
  };
}
