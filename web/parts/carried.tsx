import type { Status } from '../../shared/query.ts';
import type { View } from '../view.ts';
import { Reference } from './reference.tsx';
import { statusForDesk } from './words.tsx';

/** A query that somebody carries, as the secretariat lists it. */
export type CarriedQuery = { id: string; reference: string; status: Status; url: string };

/** Queries by reference, each with a link to its card. */
export const Carried = ({ queries, view }: { queries: readonly CarriedQuery[]; view: View }) => (
  <ul class="items">
    {queries.map(({ id, reference, status, url }) => (
      <li key={id}>
        <h3>
          <a href={url}>
            <Reference of={reference} />
          </a>
        </h3>
        <p>{statusForDesk(status, view)}</p>
      </li>
    ))}
  </ul>
);
