import { say } from './count.ts';

/** How often it is asked whether something is new, in milliseconds. */
const every = 120_000;

/** Counts the rows that are selected, and selects all of the page or none. */
export function countTheSelected(place: HTMLElement): void {
  const boxes = [...document.querySelectorAll<HTMLInputElement>('.board [name=chosen]')];
  const count = () => say(place, boxes.filter(({ checked }) => checked).length);
  const setAll = (checked: boolean) => {
    for (const box of boxes) box.checked = checked;
    count();
  };
  for (const box of boxes) box.addEventListener('change', count);
  place.querySelector('[data-part=all]')?.addEventListener('click', () => setAll(true));
  place.querySelector('[data-part=none]')?.addEventListener('click', () => setAll(false));
  place.hidden = false;
  count();
}

/** Says how much has changed since the page was made, while somebody looks at it; to see it is for them to choose. */
export function tellOfNews(place: HTMLElement): void {
  let askedAt = Date.now();
  let timer = 0;

  const wait = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, Math.max(0, askedAt + every - Date.now()));
  };

  async function ask(): Promise<void> {
    // Nobody looks: it is asked when they come back.
    if (document.visibilityState !== 'visible') return;
    askedAt = Date.now();
    const count = await news(place.dataset.news ?? '');
    if (count === undefined) return;
    if (count > 0) {
      say(place, count);
      const reload = place.querySelector<HTMLElement>('[data-part=reload]');
      if (reload) reload.hidden = false;
    }
    wait();
  }

  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') wait();
  });
  wait();
}

/** How many rows are new or changed; none while the hub cannot be reached, undefined once it will not say any more. */
async function news(path: string): Promise<number | undefined> {
  try {
    const response = await fetch(path, { headers: { accept: 'application/json' }, cache: 'no-store' });
    if (response.status >= 400 && response.status < 500 && response.status !== 429) return undefined;
    return response.ok ? (await response.json()).count : 0;
  } catch {
    return 0;
  }
}
