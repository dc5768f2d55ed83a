import * as z from 'zod/mini';
import { HelpPage } from '../../web/pages/help.tsx';
import { IndividualCasesPage } from '../../web/pages/individual-cases.tsx';
import { StartPage } from '../../web/pages/start.tsx';
import { ok, route } from './route.ts';

/** GET /: who may ask, and how it goes. */
export const start = route({
  in: 'door',
  method: 'GET',
  path: '/',
  summary: 'Who may ask for advice, and how it goes.',
  may: 'anyone',
  input: z.strictObject({}),
  run: async ({ settings }) => ok({ targets: (await settings.current()).targets }),
  page: StartPage,
});

/** GET /help: help, contact, privacy and accessibility. */
export const help = route({
  in: 'door',
  method: 'GET',
  path: '/help',
  summary: 'Help, contact, privacy and accessibility.',
  may: 'anyone',
  input: z.strictObject({}),
  run: () => ok({}),
  page: HelpPage,
});

/** GET /individual-cases: where a question about a person's case belongs. */
export const individualCases = route({
  in: 'door',
  method: 'GET',
  path: '/individual-cases',
  summary: 'Where an individual case belongs: article 22, the Special Rapporteur, the SPT, the national NPM or NHRI.',
  may: 'anyone',
  input: z.strictObject({}),
  run: () => ok({}),
  page: IndividualCasesPage,
});
