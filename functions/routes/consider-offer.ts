import * as z from 'zod/mini';
import { movable } from '../../shared/transitions.ts';
import { OfferPage } from '../../web/pages/offer.tsx';
import { ok, route } from './route.ts';

/** GET /queries/{id}/offer: the blind card; the State for the conflict check, nothing of the text. */
export const considerOffer = route({
  in: 'desk',
  method: 'GET',
  path: '/queries/{id}/offer',
  summary: 'An offer: what to know before declaring that there is no conflict of interest. Nothing of the text.',
  may: 'consider',
  input: z.strictObject({}),
  run: ({ query }) => {
    const before = movable('accept', query);
    const {
      id,
      version,
      reference,
      topic,
      language,
      replyLanguages,
      urgency,
      length,
      clock,
      offer,
      state,
      confidentiality,
    } = before;
    const { expiresAt } = offer;
    return ok({
      ...{ id, version, reference, topic, language, replyLanguages, length, expiresAt },
      ...(confidentiality === 'standard' ? { state } : {}),
      urgency: urgency.level,
      dueAt: clock.dueAt,
    });
  },
  page: OfferPage,
});
