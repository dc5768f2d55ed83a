import * as z from 'zod';
import { HelpPage } from '../../web/pages/help.tsx';
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
  run: () => ok({}),
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
