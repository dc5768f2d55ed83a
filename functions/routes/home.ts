import * as z from 'zod/mini';
import type { Role } from '../../shared/people.ts';
import { route, seeOther } from './route.ts';

const homes = {
  official: '/queries',
  expert: '/queue',
  secretariat: '/board',
  auditor: '/ledgers',
} as const satisfies Record<Role, string>;

/** GET /home: to the first page of one's role. */
export const home = route({
  in: 'desk',
  method: 'GET',
  path: '/home',
  summary: 'To the first page of your role.',
  may: 'be-signed-in',
  input: z.strictObject({}),
  run: ({ person }) => seeOther(homes[person.role]),
});
