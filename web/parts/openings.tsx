import type { AccessData } from '../pages/access.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { Moment } from './time.tsx';
import { Written } from './written.tsx';

const roles = {
  asker: 'official',
  expert: 'expert',
  secretariat: 'secretariat',
  auditor: 'auditor',
  hub: 'hub',
} as const;

/** Everyone who opened the text, latest first. */
export function Openings({ openings, view }: { openings: AccessData['openings']; view: View }) {
  const t = textIn(view.locale);
  return (
    <section aria-labelledby="openings">
      <h2 id="openings">{t('access.openings')}</h2>
      {openings.length === 0 && <p>{t('access.never')}</p>}
      {openings.length > 0 && (
        <ol class="timeline">
          {openings.toReversed().map(({ as, at, name }) => (
            <li key={at + as}>
              <p>{t(`access.opening-${as}`, { name: <bdi>{name ?? t(`role.${roles[as]}`)}</bdi> })}</p>
              <p class="meta">
                <Moment at={at} view={view} />
              </p>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

type Emergency = AccessData['emergencies'][number];

function Outcome({ emergency, view }: { emergency: Emergency; view: View }) {
  const t = textIn(view.locale);
  const { approverName, approvedAt, expiresAt, refuserName, refusedAt, takenBackAt, lapsed } = emergency;
  const name = <bdi>{approverName ?? refuserName}</bdi>;
  if (refusedAt) return <>{t('access.emergency-refused', { name, at: <Moment at={refusedAt} view={view} /> })}</>;
  if (takenBackAt) return <>{t('access.emergency-taken-back', { at: <Moment at={takenBackAt} view={view} /> })}</>;
  if (lapsed) return <>{t('access.emergency-lapsed')}</>;
  if (!approvedAt || !expiresAt) return <>{t('access.emergency-pending')}</>;
  const until = <Moment at={expiresAt} view={view} />;
  return <>{t('access.emergency-approved', { name, at: <Moment at={approvedAt} view={view} />, until })}</>;
}

/** Every emergency reading of a query: who asked, why, and what became of it. */
export function Emergencies({ emergencies, view }: { emergencies: AccessData['emergencies']; view: View }) {
  const t = textIn(view.locale);
  return (
    <section aria-labelledby="emergencies">
      <h2 id="emergencies">{t('access.emergencies')}</h2>
      {emergencies.length === 0 && <p>{t('access.emergencies-none')}</p>}
      {emergencies.length > 0 && (
        <ol class="items">
          {emergencies.toReversed().map((emergency) => (
            <li key={emergency.requestedAt}>
              <p>
                {t('access.emergency-asked', {
                  name: <bdi>{emergency.memberName}</bdi>,
                  at: <Moment at={emergency.requestedAt} view={view} />,
                })}
              </p>
              <p>
                <strong>{t(`glass.reason-${emergency.reason}`)}</strong>
              </p>
              <blockquote>
                <Written>{emergency.text}</Written>
              </blockquote>
              <p>
                <Outcome emergency={emergency} view={view} />
              </p>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
