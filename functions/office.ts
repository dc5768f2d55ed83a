import { serve } from './lib/serve.ts';
import { officeServices } from './lib/services.ts';
import { officeRoutes } from './routes/table.ts';

/** Answers the routes of the office: the board, people, institutions, settings, figures. It changes no query. */
export const handler = serve(officeRoutes, officeServices());
