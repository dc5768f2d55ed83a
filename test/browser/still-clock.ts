import type { Page } from 'playwright-core';

/** The page's clock stands still from now on, and goes only as far as a test moves it: how long anything takes counts for nothing. */
export async function stopClock({ clock }: Page): Promise<void> {
  const now = Date.now();
  // It runs until it is told to stop, and is told where: somewhere it cannot have come by itself.
  await clock.install({ time: now - 3_600_000 });
  await clock.pauseAt(now);
}
