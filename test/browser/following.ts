import type { Locator } from 'playwright-core';

/** Presses what leads to another page, once or as somebody does who presses everything twice, and waits until that page is there as a whole. */
export async function follow(way: Locator, press: 'click' | 'dblclick' = 'click'): Promise<void> {
  await Promise.all([way.page().waitForEvent('load'), way[press]()]);
}
