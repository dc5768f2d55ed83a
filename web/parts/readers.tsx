import type { AccessData } from '../pages/access.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { LineField } from './fields.tsx';
import { Once } from './once.tsx';
import { Moment } from './time.tsx';

type Part = { data: AccessData; view: View };
type Reader = AccessData['readers'][number];

function What({ reader, data, view }: Part & { reader: Reader }) {
  const t = textIn(view.locale);
  const until = reader.until ? <Moment at={reader.until} view={view} /> : '';
  switch (reader.as) {
    case 'offered-clearer':
      return <>{t(`access.reader-offered-clearer-${data.confidentiality}`, { until })}</>;
    case 'offered-expert':
      return <>{t(`access.reader-offered-${data.confidentiality}`, { until })}</>;
    case 'expert':
      return <>{reader.until ? t('access.reader-expert-until', { until }) : t('access.reader-expert')}</>;
    case 'emergency':
      return <>{t('access.reader-emergency', { until })}</>;
    default:
      return <>{t(`access.reader-${reader.as}`)}</>;
  }
}

function CoOwner({ colleague, data, view }: Part & { colleague: AccessData['coOwners'][number] }) {
  const t = textIn(view.locale);
  const name = <bdi>{colleague.name}</bdi>;
  return (
    <li>
      <h3>{name}</h3>
      <p>{t(colleague.sees ? 'access.reader-co-owner' : 'access.reader-gone')}</p>
      {data.isAsker && (
        <form method="post" action={`/queries/${data.id}/remove-co-owner`}>
          <Once view={view} version={data.version} />
          <input type="hidden" name="personId" value={colleague.id} />
          <button class="quiet" type="submit">
            {t('access.remove')}
            <span class="heard"> {t('access.remove-whom', { name })}</span>
          </button>
        </form>
      )}
    </li>
  );
}

/** Who can see a query now, each with what they see; the asker can take a colleague's access back. */
export function Readers({ data, view }: Part) {
  const t = textIn(view.locale);
  const { readers, coOwners } = data;
  const role = {
    asker: 'official',
    emergency: 'secretariat',
    expert: 'expert',
    'offered-expert': 'expert',
    deputy: 'expert',
    clearer: 'expert',
    'offered-clearer': 'expert',
  } as const;
  const item = (reader: Reader) => (
    <li key={reader.as}>
      <h3>{reader.as !== 'co-owner' && (reader.name ? <bdi>{reader.name}</bdi> : t(`role.${role[reader.as]}`))}</h3>
      <p>
        <What reader={reader} data={data} view={view} />
      </p>
    </li>
  );
  return (
    <section aria-labelledby="readers">
      <h2 id="readers">{t('access.readers')}</h2>
      <ul class="items">
        {readers.filter(({ as }) => as === 'asker').map(item)}
        {coOwners.map((colleague) => (
          <CoOwner key={colleague.id} colleague={colleague} data={data} view={view} />
        ))}
        {readers.filter(({ as }) => as !== 'asker' && as !== 'co-owner').map(item)}
        {data.status !== 'draft' && (
          <li>
            <h3>{t('role.secretariat')}</h3>
            <p>{t('access.reader-secretariat')}</p>
          </li>
        )}
      </ul>
    </section>
  );
}

/** The asker lets a colleague in, by the address with which they sign in. */
export function AddColleague({ data, view }: Part) {
  const t = textIn(view.locale);
  return (
    <section aria-labelledby="add">
      <h2 id="add">{t('access.add')}</h2>
      <p>{t('access.add-text')}</p>
      <form id="writing" method="post" action={`/queries/${data.id}/add-co-owner`} noValidate>
        <Once view={view} version={data.version} />
        <LineField view={view} name="email" type="email" hint={t('access.add-hint')} dir="ltr" />
        <button class="second" type="submit">
          {t('access.add-button')}
        </button>
      </form>
    </section>
  );
}
