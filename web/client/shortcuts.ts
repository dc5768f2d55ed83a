/** How long the second key may come after the first, in milliseconds. */
const patience = 1500;

const clicks = new Set(['checkbox', 'radio', 'button', 'submit']);

/** Is this a place that letters are written into? */
function takesLetters(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !clicks.has(target.type);
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('textarea, select'));
}

/** Moves to the row after the one that has the focus, or before it. */
function move(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const here = rows.findIndex(
    (row) => row === document.activeElement || row.closest('tr')?.contains(document.activeElement),
  );
  const next = here === -1 ? (step === 1 ? 0 : rows.length - 1) : here + step;
  rows[next]?.focus();
}

/** Keys for those who asked for them: each does what a link, a box or a button in sight does. */
export function obeyKeys(dialog: HTMLDialogElement, button: HTMLElement): void {
  let went = Number.NEGATIVE_INFINITY;

  const alone: Record<string, () => void> = {
    j: () => move(1),
    k: () => move(-1),
    x: () => document.activeElement?.closest('tr')?.querySelector<HTMLElement>('[name=chosen]')?.click(),
    '?': () => dialog.showModal(),
  };

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (takesLetters(event.target) || document.querySelector('dialog[open]')) return;
    const second = event.timeStamp - went < patience;
    went = Number.NEGATIVE_INFINITY;
    if (second) {
      const link = dialog.querySelector<HTMLAnchorElement>(`[data-go="${CSS.escape(event.key)}"]`);
      if (!link) return;
      event.preventDefault();
      link.click();
    } else if (event.key === 'g') went = event.timeStamp;
    else if (Object.hasOwn(alone, event.key)) {
      event.preventDefault();
      alone[event.key]?.();
    }
  });
  button.addEventListener('click', () => dialog.showModal());
  dialog.querySelector('[data-part=close]')?.addEventListener('click', () => dialog.close());
  button.hidden = false;
}
