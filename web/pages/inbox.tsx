import { shortReference } from '../../shared/identifiers.ts';
import type { NoticeKind, StoredNotice } from '../../shared/notices.ts';
import type { Page } from '../page.tsx';
import { Reference } from '../parts/reference.tsx';
import { Moment } from '../parts/time.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

type Row = {
  id: string;
  kind: NoticeKind;
  at: string;
  mail: Exclude<StoredNotice['status'], 'claimed'>;
  /** Absent when what it is about is no longer theirs. */
  url?: string;
};

/** What somebody was told, newest first. */
export type InboxData = { notices: readonly Row[]; next?: string };

function Item({ row, view }: { row: Row; view: View }) {
  const t = textIn(view.locale);
  const sentence = t(`mail.${row.kind}.sentence`);
  return (
    <li>
      <h2>{row.url ? <a href={row.url}>{sentence}</a> : sentence}</h2>
      <p class="meta">
        <span>
          <Moment at={row.at} view={view} />
        </span>
        <span>{t(`inbox.${row.mail}`)}</span>
        <span>
          {t('mail.reference')} <Reference of={shortReference(row.id)} />
        </span>
        {!row.url && <span>{t('inbox.closed')}</span>}
      </p>
    </li>
  );
}

/** The notices of whoever looks, for those who want no mail and for mail that did not arrive. */
export const InboxPage: Page<InboxData> = {
  title: (_, view) => textIn(view.locale)('inbox.nav'),
  body: ({ notices, next }, view) => {
    const t = textIn(view.locale);
    return (
      <>
        <h1>{t('inbox.nav')}</h1>
        <p>{notices.length > 0 ? t('inbox.text') : t('inbox.none')}</p>
        {notices.length > 0 && (
          <ol class="items">
            {notices.map((row) => (
              <Item key={row.id} row={row} view={view} />
            ))}
          </ol>
        )}
        {next && (
          <p>
            <a href={`/inbox?${new URLSearchParams({ cursor: next })}`}>{t('list.more')}</a>
          </p>
        )}
        <p class="aside">
          <a href="/account">{t('inbox.choose')}</a>
        </p>
      </>
    );
  },
};
