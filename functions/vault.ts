import { serve } from './lib/serve.ts';
import { vaultServices } from './lib/services.ts';
import { vaultRoutes } from './routes/table.ts';

/** Answers the routes that carry content; the only function that may unwrap a key. */
export const handler = serve(vaultRoutes, vaultServices());
