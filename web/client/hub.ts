import { countTheSelected, tellOfNews } from './board.ts';
import { tellWhatIsLeft } from './left.ts';
import { warnBeforeTheSessionEnds } from './session.ts';
import { obeyKeys } from './shortcuts.ts';
import { keepWhatIsTyped } from './typed.ts';

// What the pages do better with a script than without; each does without it.
keepWhatIsTyped();
const dialog = document.querySelector<HTMLDialogElement>('dialog.session');
if (dialog) warnBeforeTheSessionEnds(dialog);
const [keys, button] = [
  document.querySelector<HTMLDialogElement>('dialog.keys'),
  document.querySelector<HTMLElement>('[data-keys]'),
];
if (keys && button) obeyKeys(keys, button);
for (const place of document.querySelectorAll<HTMLElement>('[data-selection]')) countTheSelected(place);
for (const place of document.querySelectorAll<HTMLElement>('[data-news]')) tellOfNews(place);
for (const place of document.querySelectorAll<HTMLElement>('[data-left]')) tellWhatIsLeft(place);
