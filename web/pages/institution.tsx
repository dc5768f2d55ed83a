import { type Institution, InstitutionKind } from '../../shared/institutions.ts';
import type { Page } from '../page.tsx';
import { Carried, type CarriedQuery } from '../parts/carried.tsx';
import { LineField, TextField } from '../parts/fields.tsx';
import { Once } from '../parts/once.tsx';
import { SelectField } from '../parts/selects.tsx';
import { Standing } from '../parts/standing.tsx';
import { Fact, SummaryList } from '../parts/summary-list.tsx';
import { CalendarDay } from '../parts/time.tsx';
import { Written } from '../parts/written.tsx';
import { stateName } from '../text/states.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** One institution; `holds`: its new queries are held. */
export type InstitutionData = Institution & { holds: boolean; queries: readonly CarriedQuery[] };

type Part = { data: InstitutionData; view: View };

function Facts({ data, view }: Part) {
  const t = textIn(view.locale);
  const { standing } = data;
  const stands = standing.status === 'confirmed' && data.holds ? 'expired' : standing.status;
  return (
    <SummaryList>
      <Fact name={t('field.kind')}>{t(`kind.${data.kind}`)}</Fact>
      <Fact name={t('field.state')}>{stateName(data.state, view.locale)}</Fact>
      <Fact name={t('institutions.standing')}>
        <Standing of={stands} view={view} />
      </Fact>
      {standing.status === 'confirmed' && (
        <>
          <Fact name={t('field.expiresOn')}>
            <CalendarDay date={standing.expiresOn} view={view} />
          </Fact>
          <Fact name={t('field.focalPoint')}>
            <bdi>{standing.focalPoint}</bdi>
          </Fact>
          <Fact name={t('field.evidence')}>
            <Written>{standing.evidence}</Written>
          </Fact>
        </>
      )}
    </SummaryList>
  );
}

function Confirm({ data, view }: Part) {
  const t = textIn(view.locale);
  const known = data.standing.status === 'confirmed' ? data.standing : undefined;
  return (
    <section aria-labelledby="confirm">
      <h2 id="confirm">{t('institution.confirm')}</h2>
      <p>{t('institution.confirm-text')}</p>
      <form id="writing" method="post" action={`/institutions/${data.id}/confirm`} noValidate>
        <Once view={view} version={data.version} />
        <TextField view={view} name="evidence" hint={t('institution.evidence-hint')} known={known?.evidence} rows={3} />
        <LineField
          view={view}
          name="focalPoint"
          hint={t('institution.focal-point-hint')}
          known={known?.focalPoint}
          dir="auto"
        />
        <LineField
          view={view}
          name="expiresOn"
          type="date"
          known={known?.expiresOn}
          min={view.now.slice(0, 10)}
          narrow
        />
        <button type="submit">{t('institution.confirm-button')}</button>
      </form>
    </section>
  );
}

function Edit({ data, view }: Part) {
  const t = textIn(view.locale);
  const kinds = InstitutionKind.options.map((kind) => ({ value: kind, text: t(`kind.${kind}`) }));
  return (
    <section aria-labelledby="edit">
      <h2 id="edit">{t('institution.edit')}</h2>
      <form method="post" action={`/institutions/${data.id}/edit`} noValidate>
        <Once view={view} version={data.version} />
        <LineField view={view} name="name" known={data.name} dir="auto" />
        <SelectField view={view} name="kind" known={data.kind} choices={kinds} />
        <button class="second" type="submit">
          {t('person.save')}
        </button>
      </form>
    </section>
  );
}

function Withdraw({ data, view }: Part) {
  const t = textIn(view.locale);
  if (data.standing.status === 'unconfirmed') return null;
  return (
    <section class="apart" aria-labelledby="withdraw">
      <h2 id="withdraw">{t('institution.withdraw')}</h2>
      <p>{t('institution.withdraw-text')}</p>
      <form method="post" action={`/institutions/${data.id}/withdraw`}>
        <Once view={view} version={data.version} />
        <button class="second" type="submit">
          {t('institution.withdraw')}
        </button>
      </form>
    </section>
  );
}

/** One institution, how it stands, and its queries. */
export const InstitutionPage: Page<InstitutionData> = {
  title: ({ name }) => name,
  body: (data, view) => {
    const t = textIn(view.locale);
    return (
      <>
        <p class="above">
          <a href="/institutions">{t('nav.institutions')}</a>
        </p>
        <h1>
          <bdi>{data.name}</bdi>
        </h1>
        {data.holds && <p class="inset">{t('institution.holds')}</p>}
        <Facts data={data} view={view} />
        <Confirm data={data} view={view} />
        <section aria-labelledby="queries">
          <h2 id="queries">{t('person.queries', { count: data.queries.length })}</h2>
          {data.queries.length === 0 && <p class="soft">{t('person.no-queries')}</p>}
          {data.queries.length > 0 && <Carried queries={data.queries} view={view} />}
        </section>
        <Edit data={data} view={view} />
        <Withdraw data={data} view={view} />
      </>
    );
  },
};
