import { serve } from './lib/serve.ts';
import { doorServices } from './lib/services.ts';
import { doorRoutes } from './routes/table.ts';

/** Answers the start page, sign-in and sign-out, public files, and every path that is none of ours. */
export const handler = serve(doorRoutes, doorServices());
