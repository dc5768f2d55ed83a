import type { FileProblem } from '../../shared/roster-file.ts';
import type { PlannedRow } from '../../shared/roster-plan.ts';
import type { Page } from '../page.tsx';
import { TextField } from '../parts/fields.tsx';
import { Once, Whose } from '../parts/once.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { isTextKey, textIn } from '../text/text.ts';
import type { View } from '../view.ts';

type Row = Omit<PlannedRow, 'changes'>;

/** The columns of a table of experts; once one was pasted, what it would do. */
export type ImportData = {
  columns: { all: readonly string[]; required: readonly string[] };
  table?: string;
  plan?: { rows: readonly Row[]; problems: readonly FileProblem[] };
};

function Problem({ problem, view }: { problem: FileProblem; view: View }) {
  const t = textIn(view.locale);
  const key = `file.${problem.code}`;
  const place = (
    <>
      {t('file.line', { line: problem.line })}
      {problem.column && (
        <>
          {' '}
          <code dir="ltr">{problem.column}</code>
        </>
      )}
    </>
  );
  return (
    <li>
      {t('file.at', { place, problem: t(isTextKey(key) ? key : 'file.invalid') })}{' '}
      {problem.value && (
        <bdi>
          <q>{problem.value}</q>
        </bdi>
      )}
    </li>
  );
}

function Rows({ rows, view }: { rows: readonly Row[]; view: View }) {
  const t = textIn(view.locale);
  return (
    <Scroller label="import-caption">
      <table>
        <caption id="import-caption">{t('import.caption', { count: rows.length })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('import.line')}</th>
            <th scope="col">{t('field.name')}</th>
            <th scope="col">{t('field.email')}</th>
            <th scope="col">{t('import.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, name, email, outcome, what }) => (
            <tr key={line}>
              <td>{line}</td>
              <th scope="row">
                <bdi>{name}</bdi>
              </th>
              <td>
                <bdi dir="ltr">{email}</bdi>
              </td>
              <td>
                {outcome === 'changed'
                  ? what.map((one) => <div key={one}>{t(`import.${one}`)}</div>)
                  : t(`import.${outcome}`)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

function Plan({ plan, table, view }: { plan: NonNullable<ImportData['plan']>; table: string; view: View }) {
  const t = textIn(view.locale);
  const { problems, rows } = plan;
  const changing = rows.filter(({ outcome }) => outcome !== 'unchanged');
  const count = (outcome: Row['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  const counts = { fresh: count('new'), changed: count('changed'), unchanged: count('unchanged') };
  return (
    <section aria-labelledby="plan">
      <h2 id="plan">{t('import.plan')}</h2>
      {problems.length > 0 && (
        <div class="inset">
          <p>{t('import.problems', { count: problems.length })}</p>
          <ul>
            {problems.map((problem) => (
              <Problem
                key={`${problem.line} ${problem.column} ${problem.code} ${problem.value}`}
                problem={problem}
                view={view}
              />
            ))}
          </ul>
        </div>
      )}
      <p>{t('import.counts', counts)}</p>
      {changing.length > 0 && <Rows rows={changing} view={view} />}
      {problems.length === 0 && changing.length > 0 && (
        <form method="post" action="/people/import">
          <Once view={view} />
          <input type="hidden" name="table" value={table} />
          <button type="submit">{t('import.apply', { count: changing.length })}</button>
        </form>
      )}
    </section>
  );
}

/** A table of experts: what it would do before it is done. */
export const ImportPage: Page<ImportData> = {
  title: (_, view) => textIn(view.locale)('people.import'),
  body: ({ columns, table = '', plan }, view) => {
    const t = textIn(view.locale);
    return (
      <div class="wide">
        <p class="above">
          <a href="/people?role=expert">{t('people.role-expert')}</a>
        </p>
        <h1>{t('people.import')}</h1>
        {plan && <Plan plan={plan} table={table} view={view} />}
        <p>{t('import.text')}</p>
        <ul>
          {columns.all.map((column) => (
            <li key={column}>
              {columns.required.includes(column) ? (
                t('import.column-required', { column: <code dir="ltr">{column}</code> })
              ) : (
                <code dir="ltr">{column}</code>
              )}
            </li>
          ))}
        </ul>
        <p>{t('import.lists')}</p>
        <p>
          <code dir="ltr">npm opcat</code> · <code dir="ltr">2026-12-20/2027-01-04</code> ·{' '}
          <code dir="ltr">GH/2024-06-30</code>
        </p>
        <form id="writing" class="narrow" method="post" action="/people/import/preview" noValidate>
          <Whose view={view} />
          <TextField view={view} name="table" hint={t('import.table-hint')} known={table} rows={12} />
          <button type="submit">{t('import.preview')}</button>
        </form>
      </div>
    );
  },
};
