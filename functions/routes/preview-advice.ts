import * as z from 'zod/mini';
import { partsFor } from '../../shared/parts.ts';
import { isSent } from '../../shared/query.ts';
import { Refused } from '../../shared/refused.ts';
import { movable } from '../../shared/transitions.ts';
import { Advice } from '../../shared/written.ts';
import { PreviewPage } from '../../web/pages/preview.tsx';
import { readQuery } from './read-query.ts';
import { ok, route } from './route.ts';
import { threadFor } from './thread.ts';

/** POST /queries/{id}/preview-advice: the expert sees what the asker will see; nothing is saved. */
export const previewAdvice = route({
  in: 'vault',
  method: 'POST',
  path: '/queries/{id}/preview-advice',
  summary: 'What the asker will see once this advice is cleared. Nothing is saved.',
  may: 'save-advice',
  preview: true,
  input: z.strictObject({ advice: Advice.shape.body }),
  form: readQuery,
  run: async ({ loaded, input, caller, now, contents, settings }) => {
    movable('save-advice', loaded.query);
    const event = { code: 'opened', details: { part: 'thread', through: 'right' } } as const;
    const { query, parts } = await contents.open(loaded, event, { action: 'save-advice', caller, now });
    if (!isSent(query)) throw new Refused('not-found');
    const set = await settings.of(query.clock.settings);
    const shown = new Set(partsFor(query.parts, 'asker').map(({ part }) => part));
    const texts = parts.filter(({ part }) => shown.has(part));
    const { waits: _1, closingProposed: _2, partner: _3, ...thread } = threadFor(query, texts, set, now);
    const clock = { ...thread.clock, state: now <= thread.clock.dueAt ? 'met' : 'missed' } as const;
    const about = { part: 'advice', kind: 'advice', number: 1, cleared: true, at: now } as const;
    const said = [...thread.said, { ...about, body: input.advice, language: query.language }];
    const asSeen = { ...thread, said, clock, status: 'answered', turn: 'nobody', reader: 'asker', can: [] } as const;
    return ok({ asSeen, advice: input.advice, mayHandIn: query.status === 'in_progress' && !query.pause });
  },
  page: PreviewPage,
});
