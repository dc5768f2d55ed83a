import type { TextKey } from '../text/catalogues.ts';
import { countedIn } from '../text/counts.ts';
import type { View } from '../view.ts';

/** The forms of a text that counts, which the script chooses from; nothing of it is shown. */
export const Counted = ({ of, view }: { of: TextKey; view: View }) => (
  <>
    {countedIn(view.locale, of).map(({ category, text }) => (
      <template key={category} data-count={category}>
        {text}
      </template>
    ))}
  </>
);
