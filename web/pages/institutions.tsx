import { InstitutionKind } from '../../shared/institutions.ts';
import type { Page } from '../page.tsx';
import { LineField } from '../parts/fields.tsx';
import { Once } from '../parts/once.tsx';
import { RegisterTabs } from '../parts/register-tabs.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { SelectField, StateField } from '../parts/selects.tsx';
import { Standing } from '../parts/standing.tsx';
import { CalendarDay } from '../parts/time.tsx';
import { stateName } from '../text/states.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

type InstitutionRow = {
  id: string;
  name: string;
  kind: InstitutionKind;
  state: string;
  standing: 'confirmed' | 'unconfirmed' | 'expired';
  expiresOn?: string;
  runsOutSoon: boolean;
};

/** The register of institutions. */
export type InstitutionsData = { rows: readonly InstitutionRow[] };

function Row({ row, view }: { row: InstitutionRow; view: View }) {
  const t = textIn(view.locale);
  return (
    <tr>
      <th scope="row">
        <a href={`/institutions/${row.id}`}>
          <bdi>{row.name}</bdi>
        </a>
      </th>
      <td>{t(`kind.${row.kind}`)}</td>
      <td>{stateName(row.state, view.locale)}</td>
      <td>
        <Standing of={row.runsOutSoon ? 'runs-out' : row.standing} view={view} />
      </td>
      <td>{row.expiresOn && <CalendarDay date={row.expiresOn} view={view} />}</td>
    </tr>
  );
}

function Table({ rows, view }: InstitutionsData & { view: View }) {
  const t = textIn(view.locale);
  const columns = ['field.name', 'field.kind', 'field.state', 'institutions.standing', 'field.expiresOn'] as const;
  return (
    <Scroller label="institutions-caption">
      <table>
        <caption id="institutions-caption">{t('institutions.caption', { count: rows.length })}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} view={view} />
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

function Register({ view }: { view: View }) {
  const t = textIn(view.locale);
  return (
    <section class="narrow apart" aria-labelledby="register">
      <h2 id="register">{t('institutions.register')}</h2>
      <p>{t('institutions.register-text')}</p>
      <form id="writing" method="post" action="/institutions" noValidate>
        <Once view={view} />
        <LineField view={view} name="name" dir="auto" />
        <SelectField
          view={view}
          name="kind"
          choose="choose.kind"
          choices={InstitutionKind.options.map((kind) => ({ value: kind, text: t(`kind.${kind}`) }))}
        />
        <StateField view={view} name="state" />
        <button type="submit">{t('institutions.register-button')}</button>
      </form>
    </section>
  );
}

/** The institutions on whose behalf officials ask, and how each stands. */
export const InstitutionsPage: Page<InstitutionsData> = {
  title: (_, view) => textIn(view.locale)('nav.institutions'),
  body: ({ rows }, view) => {
    const t = textIn(view.locale);
    return (
      <div class="wide">
        <h1>{t('nav.institutions')}</h1>
        <RegisterTabs here="institutions" view={view} />
        <p>{rows.length === 0 ? t('institutions.none') : t('institutions.warned')}</p>
        {rows.length > 0 && <Table rows={rows} view={view} />}
        <Register view={view} />
      </div>
    );
  },
};
