import { say } from './count.ts';

/** So few characters left are worth a word. */
const few = 500;
/** So long has nobody typed when it is said, in milliseconds: a screen reader is not to speak over typing. */
const pause = 1000;

/** Says how many characters a text may still have, or has too many, once typing has stopped near its end. */
export function tellWhatIsLeft(place: HTMLElement): void {
  const box = document.querySelector<HTMLTextAreaElement>(`textarea[name=${place.dataset.left}]`);
  if (!box) return;
  const [left, over] = ['left', 'over'].map((name) => place.querySelector(`[data-part=${name}]`));
  const count = () => {
    const rest = Number(place.dataset.most) - [...box.value.trim()].length;
    const forms = rest < 0 ? over : left;
    const said = place.querySelector('[data-part=count]');
    if (rest < few && forms) say(place, Math.abs(rest), forms);
    else if (said) said.textContent = '';
  };
  let timer = 0;
  box.addEventListener('input', () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(count, pause);
  });
}
