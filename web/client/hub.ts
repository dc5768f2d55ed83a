import { warnBeforeTheSessionEnds } from './session.ts';
import { keepWhatIsTyped } from './typed.ts';

// What the pages do better with a script than without; each does without it.
keepWhatIsTyped();
const dialog = document.querySelector('dialog.session');
if (dialog instanceof HTMLDialogElement) warnBeforeTheSessionEnds(dialog);
