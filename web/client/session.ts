type Left = { secondsLeft: number; mayStay: boolean };

/** When it is said how little is left, in seconds. */
const warnings = [15, 30, 60, 300];
const [, , , first = 300] = warnings;

const ended: Left = { secondsLeft: 0, mayStay: false };

/** What the hub says is left; undefined when it cannot be reached. */
async function left(method: 'GET' | 'POST', path: string): Promise<Left | undefined> {
  try {
    const body = method === 'POST' ? '{}' : null;
    const headers = { accept: 'application/json', ...(body && { 'content-type': 'application/json' }) };
    const response = await fetch(path, { method, headers, body, cache: 'no-store' });
    if (response.status === 401) return ended;
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

/** Opens the dialog before the session ends. It asks the hub first: another tab may have prolonged it. */
export function warnBeforeTheSessionEnds(dialog: HTMLDialogElement): void {
  const part = (name: string) => dialog.querySelector<HTMLElement>(`[data-part=${name}]`);
  let timer = 0;
  let saidAt = Number.POSITIVE_INFINITY;

  const wait = (seconds: number) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(look, Math.max(1, seconds) * 1000);
  };

  const show = (name: string, shown: boolean) => {
    const element = part(name);
    if (element) element.hidden = !shown;
  };

  function open(): void {
    if (!dialog.open) dialog.showModal();
  }

  function say({ mayStay }: Left, warning: number): void {
    for (const name of ['stay', 'more']) show(name, mayStay);
    show('limit', !mayStay);
    open();
    const spoken = part('spoken');
    const words = dialog.querySelector<HTMLTemplateElement>(`template[data-seconds="${warning}"]`);
    if (spoken && warning < saidAt) spoken.textContent = words?.content.textContent ?? '';
    saidAt = warning;
  }

  /** What is on the dialog: the question before the end, or what to do after it. */
  function turn(over: boolean): void {
    show('before', !over);
    show('after', over);
    dialog.setAttribute('aria-labelledby', over ? 'session-over' : 'session-title');
  }

  function take(found: Left | undefined): void {
    // The line is down: nothing is known, so nothing is said.
    if (!found) wait(30);
    else if (found.secondsLeft > first) {
      saidAt = Number.POSITIVE_INFINITY;
      dialog.close();
      turn(false);
      wait(found.secondsLeft - first);
    } else if (found.secondsLeft === 0) {
      turn(true);
      open();
    } else {
      const now = warnings.findIndex((warning) => found.secondsLeft <= warning);
      say(found, warnings[now] ?? first);
      wait(found.secondsLeft - (warnings[now - 1] ?? 0));
    }
  }

  async function look(): Promise<void> {
    take(await left('GET', '/session'));
  }

  async function stay(): Promise<void> {
    const found = await left('POST', '/session/stay');
    take(found);
    // Nearly at the end of what a session may last: it cannot be prolonged, but one may go on working.
    if (found && found.secondsLeft > 0) dialog.close();
  }

  part('stay')?.addEventListener('click', stay);
  part('back')?.addEventListener('click', () => dialog.close());
  // Escape: whoever presses it is there.
  dialog.addEventListener('cancel', (event) => {
    if (part('before')?.hidden) return;
    event.preventDefault();
    void stay();
  });
  // A computer that slept has missed its timers.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && Date.now() > dueAt) void look();
  });

  const { idleSeconds, endsAnywayAt = '' } = dialog.dataset;
  const anyway = (Date.parse(endsAnywayAt) - Date.now()) / 1000;
  const seconds = Math.min(Number(idleSeconds), anyway) - first - 60;
  const dueAt = Date.now() + seconds * 1000;
  wait(seconds);
}
