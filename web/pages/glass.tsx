import { GlassReason } from '../../shared/choices.ts';
import type { Page } from '../page.tsx';
import { TextField } from '../parts/fields.tsx';
import { Once } from '../parts/once.tsx';
import { Reference } from '../parts/reference.tsx';
import { SelectField } from '../parts/selects.tsx';
import { Fact, SummaryList } from '../parts/summary-list.tsx';
import { Moment } from '../parts/time.tsx';
import { Written } from '../parts/written.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

type OfQuery = { id: string; version: number; reference: string };
type Member = { memberName: string; mine: boolean };
type Asked = OfQuery &
  Member & { step: 'requested'; reason: GlassReason; text: string; requestedAt: string; lapsesAt: string };
type Open = OfQuery & Member & { step: 'open'; expiresAt: string };
type Closed = OfQuery & { step: 'closed' };

/** Where an emergency reading of one query stands. */
export type GlassData = Asked | Open | Closed;

function Ask({ data, view }: { data: Closed; view: View }) {
  const t = textIn(view.locale);
  return (
    <>
      <h2>{t('glass.ask')}</h2>
      <form id="writing" method="post" action={`/queries/${data.id}/request-glass`} noValidate>
        <Once view={view} version={data.version} />
        <SelectField
          view={view}
          name="reason"
          choose="choose.reason"
          choices={GlassReason.options.map((reason) => ({ value: reason, text: t(`glass.reason-${reason}`) }))}
        />
        <TextField view={view} name="text" hint={t('glass.text-hint')} rows={3} />
        <button type="submit">{t('glass.ask-button')}</button>
      </form>
    </>
  );
}

function Decide({ data, view }: { data: Asked; view: View }) {
  const t = textIn(view.locale);
  return (
    <>
      <p>{t('glass.decide-text', { name: <bdi>{data.memberName}</bdi> })}</p>
      <div class="actions">
        <form method="post" action={`/queries/${data.id}/approve-glass`}>
          <Once view={view} version={data.version} />
          <button type="submit">{t('glass.approve')}</button>
        </form>
        <form method="post" action={`/queries/${data.id}/refuse-glass`}>
          <Once view={view} version={data.version} />
          <button class="second" type="submit">
            {t('glass.refuse')}
          </button>
        </form>
      </div>
    </>
  );
}

function TakeBack({ data, view }: { data: Asked; view: View }) {
  return (
    <form method="post" action={`/queries/${data.id}/refuse-glass`}>
      <Once view={view} version={data.version} />
      <button class="second" type="submit">
        {textIn(view.locale)('glass.take-back')}
      </button>
    </form>
  );
}

function Pending({ data, view }: { data: Asked; view: View }) {
  const t = textIn(view.locale);
  const at = <Moment at={data.requestedAt} view={view} />;
  const until = <Moment at={data.lapsesAt} view={view} />;
  return (
    <>
      <h2>{data.mine ? t('glass.waiting') : t('glass.asked', { name: <bdi>{data.memberName}</bdi> })}</h2>
      <p>{data.mine ? t('glass.waiting-text', { at, until }) : t('glass.asked-at', { at, until })}</p>
      <SummaryList>
        <Fact name={t('field.reason')}>{t(`glass.reason-${data.reason}`)}</Fact>
        <Fact name={t('field.text')}>
          <Written>{data.text}</Written>
        </Fact>
      </SummaryList>
      {data.mine ? <TakeBack data={data} view={view} /> : <Decide data={data} view={view} />}
    </>
  );
}

function Opened({ data, view }: { data: Open; view: View }) {
  const t = textIn(view.locale);
  const until = <Moment at={data.expiresAt} view={view} />;
  return (
    <>
      <h2>{t('glass.open')}</h2>
      <p>
        {data.mine
          ? t('glass.open-mine', { until })
          : t('glass.open-other', { name: <bdi>{data.memberName}</bdi>, until })}
      </p>
      {data.mine && (
        <p class="actions">
          <a class="button" href={`/queries/${data.id}/emergency`}>
            {t('glass.read')}
          </a>
        </p>
      )}
    </>
  );
}

function Step({ data, view }: { data: GlassData; view: View }) {
  switch (data.step) {
    case 'requested':
      return <Pending data={data} view={view} />;
    case 'open':
      return <Opened data={data} view={view} />;
    case 'closed':
      return <Ask data={data} view={view} />;
  }
}

/** To ask for, approve, refuse or use an emergency reading of one query. */
export const GlassPage: Page<GlassData> = {
  title: ({ reference }, view) => textIn(view.locale)('glass.for', { reference }),
  body: (data, view) => {
    const t = textIn(view.locale);
    return (
      <>
        <p class="above">
          <a href={`/queries/${data.id}/card`}>{t('query.title', { reference: data.reference })}</a>
        </p>
        <h1>{t('glass.for', { reference: <Reference of={data.reference} /> })}</h1>
        <p>{t('glass.text')}</p>
        <p>{t('glass.fresh')}</p>
        <Step data={data} view={view} />
      </>
    );
  },
};
