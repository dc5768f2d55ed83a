import type { Group } from '../../shared/breakdown.ts';
import type { ClockFigures } from '../../shared/clock-figures.ts';
import { type Dimension, dimensions } from '../../shared/dimensions.ts';
import type { Report } from '../../shared/report.ts';
import type { Stretch } from '../../shared/stretches.ts';
import type { Page } from '../page.tsx';
import { FeedbackTables, ListsHeldBack, ReasonTables } from '../parts/list-tables.tsx';
import { OpenByAge, TimeByOwner, TimeToAdvice, WithinTarget } from '../parts/response-charts.tsx';
import { BreakdownTable, ClocksTable, Compared } from '../parts/response-tables.tsx';
import { lengthsFinding, netText, periodText, shareText, stretchText } from '../parts/response-words.ts';
import { Moment } from '../parts/time.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** The figures of a period, as far as they may be told. */
export type ResponseTimesData = {
  report: Report;
  /** The period before. */
  before: Report;
  /** The periods there are, the latest first. */
  periods: readonly string[];
  by?: Dimension;
  /** The breakdown that was asked for; absent while its year is not over. */
  breakdown?: { groups: readonly Group[]; of: Stretch };
  /** The last moment of which something was counted. */
  countedUntil?: string;
  /** Nothing was counted for so long that there may have been something. */
  stale: boolean;
};

function Choice({ data: { report, periods, by }, view }: { data: ResponseTimesData; view: View }) {
  const t = textIn(view.locale);
  return (
    <form class="line" method="get" action="/response-times">
      <div>
        <label for="period">{t('report.period')}</label>
        <select id="period" name="period">
          {periods.map((name) => (
            <option key={name} value={name} selected={name === report.period.name}>
              {periodText(name, view)}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="by">{t('report.by')}</label>
        <select id="by" name="by">
          <option value="">{t('report.by.nothing')}</option>
          {dimensions.map((dimension) => (
            <option key={dimension} value={dimension} selected={dimension === by}>
              {t(`report.by.${dimension}`)}
            </option>
          ))}
        </select>
      </div>
      <button class="second" type="submit">
        {t('ledgers.show')}
      </button>
    </form>
  );
}

function Sentences({ report, view }: { report: Report; view: View }) {
  const t = textIn(view.locale);
  const { received, owners, clocks } = report;
  const advice = clocks['first-advice'];
  if (!advice) return null;
  const { judged } = advice;
  const { hub, clearance, asker } = owners;
  return (
    <ul class="sentences">
      <li>{t('report.sentence-count', { received: received?.count ?? 0, answered: advice.done })}</li>
      {judged && <li>{t('report.sentence-within', { percent: shareText(advice, view) })}</li>}
      <li>
        {judged
          ? t('report.sentence-lengths', { median: netText(judged.median, view), most: netText(judged.most, view) })
          : lengthsFinding(advice, view)}
      </li>
      {hub && (
        <li>
          {clearance && asker
            ? t('report.sentence-owners', { hub: hub.days, clearance: clearance.days, asker: asker.days })
            : t('report.sentence-hub', { hub: hub.days })}
        </li>
      )}
    </ul>
  );
}

/** Which months the figures are of, and why the share within target is not told of some. */
function Coverage({ advice, view }: { advice: ClockFigures; view: View }) {
  const t = textIn(view.locale);
  const { judged, unjudged } = advice;
  const apart = judged && (judged.from !== advice.from || judged.to !== advice.to);
  return (
    <>
      <p class="soft">{t('report.covers', { stretch: stretchText(advice, view) })}</p>
      {apart && <p class="soft">{t('report.covers-judged', { stretch: stretchText(judged, view) })}</p>}
      {unjudged && (
        <p class="inset">
          {t(unjudged.nearlyAll ? `report.unjudged-${unjudged.nearlyAll}` : 'report.unjudged', {
            count: unjudged.done,
            stretch: stretchText(unjudged, view),
          })}
        </p>
      )}
    </>
  );
}

function Body({ data, view }: { data: ResponseTimesData; view: View }) {
  const t = textIn(view.locale);
  const { report, before, by, breakdown } = data;
  const advice = report.clocks['first-advice'];
  const csv = new URLSearchParams({ period: report.period.name, ...(by ? { by } : {}) });
  return (
    <>
      {advice ? (
        <>
          <Sentences report={report} view={view} />
          <Coverage advice={advice} view={view} />
        </>
      ) : (
        <p class="inset">{t('report.none')}</p>
      )}
      <p class="actions">
        <a href={`/response-times.csv?${csv}`}>{t('report.csv')}</a>
      </p>
      <div class="charts">
        {report.stretches.length > 0 && <WithinTarget report={report} view={view} />}
        {report.stretches.length > 0 && <TimeToAdvice report={report} view={view} />}
        {report.open && <OpenByAge open={report.open} view={view} />}
        <TimeByOwner report={report} view={view} />
      </div>
      <ClocksTable report={report} view={view} />
      <div class="charts">
        <ReasonTables report={report} view={view} />
        <FeedbackTables report={report} view={view} />
        <Compared report={report} before={before} view={view} />
      </div>
      <ListsHeldBack report={report} view={view} />
      {report.reopened && <p>{t('report.reopened', { count: report.reopened.count })}</p>}
      {by && (
        <section>
          <h2>{t('report.broken-down', { by: t(`report.by.${by}`) })}</h2>
          {breakdown ? <BreakdownTable by={by} {...breakdown} view={view} /> : <p>{t('report.not-broken-down')}</p>}
        </section>
      )}
    </>
  );
}

const definitions = ['net', 'gross', 'within', 'half', 'months', 'breakdowns', 'open', 'owners'] as const;

/** How soon the hub answers, told so that nobody is recognised in it. */
export const ResponseTimesPage: Page<ResponseTimesData> = {
  title: (_, view) => textIn(view.locale)('nav.response-times'),
  body: (data, view) => {
    const t = textIn(view.locale);
    const at = data.countedUntil && <Moment at={data.countedUntil} view={view} />;
    return (
      <div class="wide">
        <h1>{t('nav.response-times')}</h1>
        <Choice data={data} view={view} />
        {at &&
          (data.stale ? (
            <p class="alarm">{t('report.stale', { time: at })}</p>
          ) : (
            <p>{t('report.counted', { time: at })}</p>
          ))}
        <Body data={data} view={view} />
        <section class="apart">
          <h2 id="definitions">{t('chart.definitions')}</h2>
          <dl>
            {definitions.map((name) => (
              <div key={name}>
                <dt>{t(`definition.${name}`)}</dt>
                <dd>{t(`definition.${name}-text`)}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    );
  },
};
