import type { Moved } from '../../shared/setting.ts';
import type { Page } from '../page.tsx';
import { Once } from '../parts/once.tsx';
import { Reference } from '../parts/reference.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { Day } from '../parts/time.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { IdleHolidays } from './settings.tsx';

/** What other settings would move: of so many open queries so many, and the first of them; `fields`: what was typed. */
export type SettingsPreviewData = {
  part: 'calendar' | 'targets';
  version: number;
  fields: Readonly<Record<string, string | readonly string[]>>;
  idleHolidays: readonly string[];
  open: number;
  count: number;
  moved: readonly Moved[];
};

function MovedQueries({ moved, view }: { moved: readonly Moved[]; view: View }) {
  const t = textIn(view.locale);
  return (
    <Scroller label="moved-caption">
      <table>
        <caption id="moved-caption">{t('settings.moved-caption', { count: moved.length })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('settings.query')}</th>
            <th scope="col">{t('settings.due-now')}</th>
            <th scope="col">{t('settings.due-then')}</th>
          </tr>
        </thead>
        <tbody>
          {moved.map(({ id, reference, dueAt, newDueAt }) => (
            <tr key={id}>
              <th scope="row">
                <a href={`/queries/${id}/card`}>
                  <Reference of={reference} />
                </a>
              </th>
              <td>
                <Day at={dueAt} view={view} />
              </td>
              <td>
                <Day at={newDueAt} view={view} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

/** What a change of the calendar or the targets would move, before it is made. */
export const SettingsPreviewPage: Page<SettingsPreviewData> = {
  title: (_, view) => textIn(view.locale)('settings.preview-title'),
  body: ({ part, version, fields, idleHolidays, open, count, moved }, view) => {
    const t = textIn(view.locale);
    const hidden = Object.entries(fields).flatMap(([name, value]) => {
      const values = [value].flat();
      return (values.length === 0 ? [''] : values).map((one) => [name, one] as const);
    });
    return (
      <div class="wide">
        <p class="above">
          <a href="/settings">{t('nav.settings')}</a>
        </p>
        <h1>{t('settings.preview-title')}</h1>
        <p>
          <strong>{t(`settings.${part}`)}</strong>
        </p>
        <IdleHolidays days={idleHolidays} view={view} />
        <p>{count === 0 ? t('settings.moves-none') : t('settings.moves', { count, open })}</p>
        {moved.length < count && <p>{t('settings.first-shown', { count: moved.length })}</p>}
        {moved.length > 0 && <MovedQueries moved={moved} view={view} />}
        <p>{t('settings.closed-keep')}</p>
        <form id="writing" method="post" action={`/settings/${part}`}>
          <Once view={view} version={version} />
          {hidden.map(([name, value]) => (
            <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
          ))}
          <button type="submit">{t('settings.confirm')}</button>
        </form>
      </div>
    );
  },
};
