import type { Statement } from './route.ts';
import { auditRoutes, deskRoutes, doorRoutes, officeRoutes, vaultRoutes } from './table.ts';

export { openApi } from '../lib/openapi.ts';

/** Every route by method, path and the function that serves it: what the gateway is built from. */
export const routes: readonly (Statement & { function: Statement['in'] })[] = [
  ...doorRoutes,
  ...deskRoutes,
  ...officeRoutes,
  ...auditRoutes,
  ...vaultRoutes,
].map((route) => ({
  ...route,
  function: route.in,
}));
