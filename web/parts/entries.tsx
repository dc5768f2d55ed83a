import type { LedgerEntry } from '../../shared/ledger.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { Explained, Happened } from './happened.tsx';
import { Scroller } from './scroller.tsx';
import { Moment } from './time.tsx';

/** An opaque id, in its own direction. */
export const Opaque = ({ id }: { id: string }) => (
  <bdi dir="ltr">
    <code>{id}</code>
  </bdi>
);

function Who({ actor, view }: { actor: LedgerEntry['actor']; view: View }) {
  const t = textIn(view.locale);
  if (actor.id === 'offer' || actor.id === 'watch' || actor.id === 'setup') return <>{t(`ledger.by-${actor.id}`)}</>;
  return (
    <>
      {t(`role.${actor.role}`)}
      <br />
      <Opaque id={actor.id} />
    </>
  );
}

/** The ids of people that an event names beside who did it. */
const concerned = ({ details }: LedgerEntry): string[] =>
  Object.entries(details).flatMap(([name, value]) =>
    name.endsWith('Id') || name === 'insteadOf' ? [String(value)] : [],
  );

function What({ entry, view }: { entry: LedgerEntry; view: View }) {
  const ids = concerned(entry);
  return (
    <>
      <Happened event={entry} view={view} />
      <Explained event={entry} />
      {ids.length > 0 && (
        <ul class="plain soft">
          {ids.map((id) => (
            <li key={id}>
              {textIn(view.locale)('ledger.concerns')} <Opaque id={id} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

type Table = { entries: readonly LedgerEntry[]; view: View; by: 'number' | 'subject' };

/** Entries as a table: of one ledger by number, or of many with a link to the ledger of each. */
export function Entries({ entries, view, by }: Table) {
  const t = textIn(view.locale);
  const columns =
    by === 'number' ? (['number', 'time', 'who', 'what'] as const) : (['time', 'who', 'what', 'subject'] as const);
  return (
    <Scroller label="entries-caption">
      <table>
        <caption id="entries-caption">{t('ledger.caption', { count: entries.length })}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`ledger.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={`${entry.queryId} ${entry.sequence}`}>
              {by === 'number' && <th scope="row">{entry.sequence}</th>}
              <td>
                <Moment at={entry.at} view={view} />
              </td>
              <td>
                <Who actor={entry.actor} view={view} />
              </td>
              <td>
                <What entry={entry} view={view} />
              </td>
              {by === 'subject' && (
                <td>
                  <a href={`/ledgers/${entry.queryId}`}>
                    <Opaque id={entry.queryId} />
                  </a>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}
