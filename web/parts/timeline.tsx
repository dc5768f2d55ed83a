import type { LedgerEvent } from '../../shared/events.ts';
import type { Actor } from '../../shared/ledger.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { Explained, Happened } from './happened.tsx';
import { Moment } from './time.tsx';

/** An event of a query, with who did it and whom it names, as far as the reader may know. */
export type TimelineEvent = LedgerEvent & {
  at: string;
  actorRole: Actor['role'];
  actorName?: string;
  expertName?: string;
};

/** What happened to a query, in order, in the reader's language. */
export const Timeline = ({ events, view }: { events: readonly TimelineEvent[]; view: View }) => (
  <ol class="timeline">
    {events.map((event) => (
      <li key={event.at + event.code}>
        <p>
          <Happened event={event} expertName={event.expertName} view={view} />
        </p>
        <Explained event={event} />
        <p class="meta">
          <span>
            {event.actorName && <bdi>{event.actorName}</bdi>}{' '}
            <span class={event.actorName ? 'role' : undefined}>{textIn(view.locale)(`role.${event.actorRole}`)}</span>
          </span>
          <span>
            <Moment at={event.at} view={view} />
          </span>
        </p>
      </li>
    ))}
  </ol>
);
