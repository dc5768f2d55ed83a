import { serve } from './lib/serve.ts';
import { deskServices } from './lib/services.ts';
import { deskRoutes } from './routes/table.ts';

/** Answers the routes that carry metadata only: lists, offers, the board. */
export const handler = serve(deskRoutes, deskServices());
