import { serve } from './lib/serve.ts';
import { deskServices } from './lib/services.ts';
import { deskRoutes } from './routes/table.ts';

/** Answers the routes of queries that carry metadata only: lists, offers, cards, assignments. */
export const handler = serve(deskRoutes, deskServices());
