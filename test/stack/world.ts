import { inject } from 'vitest';
import type { HubOptions } from '../../local/hub.ts';
import { worldAt } from './world-at.ts';

export type { World } from './world-at.ts';

/** Starts the template that the tests are run against. */
export const openWorld = (options: Partial<HubOptions> = {}) => worldAt({ cdkOut: inject('cdkOut'), ...options });
