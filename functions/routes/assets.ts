import * as z from 'zod/mini';
import { Refused } from '../../shared/refused.ts';
import type { Assets } from '../lib/assets.ts';
import { ok, type Reply, route } from './route.ts';

function file(assets: Assets, name: string, keepFor: string): Reply<Record<string, never>> {
  const found = assets.find(name);
  if (!found) throw new Refused('not-found');
  return { ...ok({}), file: found, headers: { 'cache-control': keepFor } };
}

/** GET /assets/{file}: a file whose name changes with its content. */
export const asset = route({
  in: 'door',
  method: 'GET',
  path: '/assets/{file}',
  summary: 'The stylesheet or the script; their names change with their content.',
  may: 'anyone',
  input: z.strictObject({ file: z.string().check(z.maxLength(100)) }),
  run: ({ input, assets }) => file(assets, input.file, 'public, max-age=31536000, immutable'),
});

/** GET /openapi.json: this API, described from its own route table. */
export const openApiDocument = route({
  in: 'door',
  method: 'GET',
  path: '/openapi.json',
  summary: 'This description.',
  may: 'anyone',
  input: z.strictObject({}),
  run: ({ assets }) => file(assets, 'openapi.json', 'public, max-age=300'),
});
