import { directionOf } from '../../shared/languages.ts';

/** What a person wrote, in its own language (where it is known) and direction, with its line breaks. */
export const Written = ({ language, children }: { language?: string; children: string }) => (
  <div class="written" lang={language} dir="auto">
    {children}
  </div>
);

/** A name or title that a person wrote, inside a line of ours. */
export const WrittenLine = ({ language, children }: { language?: string; children: string }) => (
  <bdi lang={language} dir={language ? directionOf(language) : 'auto'}>
    {children}
  </bdi>
);
