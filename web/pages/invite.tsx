import type { Role } from '../../shared/people.ts';
import type { Page } from '../page.tsx';
import { DetailsFields, type InstitutionChoice, InstitutionField } from '../parts/details-fields.tsx';
import { type Deputy, ExpertiseFields } from '../parts/expertise-fields.tsx';
import { LineField } from '../parts/fields.tsx';
import { Once } from '../parts/once.tsx';
import { TiesFields } from '../parts/ties-fields.tsx';
import { textIn } from '../text/text.ts';

/** Somebody new of a role: who could stand in for an expert, and what an official may ask for. */
export type InviteData = { role: Role; deputies: readonly Deputy[]; institutions: readonly InstitutionChoice[] };

/** The form for somebody new. */
export const InvitePage: Page<InviteData> = {
  title: ({ role }, view) => textIn(view.locale)(`people.invite-${role}`),
  body: ({ role, deputies, institutions }, view) => {
    const t = textIn(view.locale);
    return (
      <>
        <p class="above">
          <a href={`/people?role=${role}`}>{t(`people.role-${role}`)}</a>
        </p>
        <h1>{t(`people.invite-${role}`)}</h1>
        <p>{t('invite.text')}</p>
        <form id="writing" method="post" action="/people" noValidate>
          <Once view={view} />
          <input type="hidden" name="role" value={role} />
          <LineField view={view} name="email" type="email" hint={t('invite.email-hint')} dir="ltr" />
          <DetailsFields view={view} />
          {role === 'official' && <InstitutionField institutions={institutions} view={view} />}
          {role === 'expert' && (
            <>
              <ExpertiseFields deputies={deputies} view={view} />
              <h2>{t('invite.ties')}</h2>
              <p>{t('invite.ties-text')}</p>
              <TiesFields view={view} />
            </>
          )}
          <button type="submit">{t('invite.button')}</button>
        </form>
      </>
    );
  },
};
