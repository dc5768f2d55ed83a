import { synthesise } from '../infra/app.ts';
import { demoPeople } from '../local/demo-people.ts';
import type { HubOptions } from '../local/hub.ts';
import { type World, worldAt } from '../test/stack/world-at.ts';

/** A hub of its own for a measurement, with the demo's people signed in. */
export async function measuredHub(options: Partial<HubOptions> = {}): Promise<World> {
  const { directory } = await synthesise({ outdir: 'build/bench' });
  const world = await worldAt({ cdkOut: directory, ...options });
  for (const { id } of demoPeople) await world.credentialsOf(world.nameOf(id));
  return world;
}
