import * as z from 'zod/mini';
import { onStream } from './lib/stream.ts';
import { mailServices } from './lib/stream-services.ts';
import { tell } from './lib/telling.ts';

const services = { ...mailServices(), now: () => new Date().toISOString() };
const Changed = z.object({ id: z.string() });

/** Sends one notice as a mail without content. Whoever lost access meanwhile is told nothing. */
export const handler = onStream(async (image) => {
  await tell(Changed.parse(image).id, services);
});
