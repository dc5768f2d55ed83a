import type { View } from '../view.ts';
import { Counted } from './counted.tsx';
import type { FieldName } from './fields.tsx';

/** How many characters a text may still have: said by the script alone, and only near its end. */
export const CharactersLeft = ({ of, most, view }: { of: FieldName; most: number; view: View }) => (
  <div class="left" data-left={of} data-most={most}>
    <p class="hint" role="status" data-part="count" />
    <div data-part="left">
      <Counted of="characters.left" view={view} />
    </div>
    <div data-part="over">
      <Counted of="characters.over" view={view} />
    </div>
  </div>
);
