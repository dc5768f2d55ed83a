import * as z from 'zod';
import { movable } from '../../shared/query.ts';
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
    const { id, version, reference, topic, language, urgency, length, clock, offer, state } = movable('accept', query);
    const { expiresAt } = offer;
    return ok({
      ...{ id, version, reference, topic, language, length, expiresAt, state },
      urgency: urgency.level,
      dueAt: clock.dueAt,
    });
  },
  page: OfferPage,
});
