import { serve } from './lib/serve.ts';
import { auditServices } from './lib/services.ts';
import { auditRoutes } from './routes/table.ts';

/** Answers the routes of the record: every ledger, and whether it still holds. */
export const handler = serve(auditRoutes, auditServices());
