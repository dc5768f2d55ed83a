import type { Locale } from '../../shared/languages.ts';
import type { Mailing } from '../../shared/mailing.ts';
import type { Person, Role, Routed } from '../../shared/people.ts';
import type { Page } from '../page.tsx';
import { Carried, type CarriedQuery } from '../parts/carried.tsx';
import { MailingWords, ResumeMail } from '../parts/mailing.tsx';
import { Once } from '../parts/once.tsx';
import { SignIn } from '../parts/person-sign-in.tsx';
import { RoutedBy } from '../parts/routed-by.tsx';
import { Standing } from '../parts/standing.tsx';
import { Fact, SummaryList } from '../parts/summary-list.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** One person, what they carry, and, once they have left, the colleagues who could take it over. */
export type PersonData = {
  id: string;
  version: number;
  name: string;
  email: string;
  role: Role;
  status: Person['status'];
  locale: Locale;
  timeZone: string;
  /** Absent while nothing ever became of mail to them. */
  mailing?: Mailing;
  /** Absent while they cannot sign in yet. */
  firstPasswordAt?: string;
  /** The reader put them on the list: another member gives them their first password. */
  letInByYou?: boolean;
  /** When a member said that their device was lost. */
  deviceLostAt?: string;
  routed?: Routed & { deputyName?: string };
  institution?: { id: string; name: string };
  queries: readonly CarriedQuery[];
  /** Absent while there is nothing to be handed over: from an asker who is still there nothing is taken. */
  successors?: readonly { id: string; name: string }[];
};

function Change({ data, view }: { data: PersonData; view: View }) {
  const t = textIn(view.locale);
  const act = data.status === 'active' ? 'suspend' : 'reinstate';
  return (
    <section aria-labelledby="change">
      <h2 id="change">{t(`person.${act}`)}</h2>
      <p>{t(`person.${act}-text`)}</p>
      {data.role === 'expert' && act === 'suspend' && <p>{t('person.suspend-expert')}</p>}
      <form method="post" action={`/people/${data.id}/${act}`}>
        <Once view={view} version={data.version} />
        <button class="second" type="submit">
          {t(`person.${act}`)}
        </button>
      </form>
    </section>
  );
}

function Queries({ data, view }: { data: PersonData; view: View }) {
  const t = textIn(view.locale);
  const { role, queries } = data;
  if (role !== 'official' && role !== 'expert') return null;
  return (
    <section aria-labelledby="queries">
      <h2 id="queries">{t('person.queries', { count: queries.length })}</h2>
      {queries.length === 0 && <p class="soft">{t('person.no-queries')}</p>}
      {queries.length > 0 && (
        <>
          <p>{t(`person.queries-${role}`)}</p>
          <Carried queries={queries} view={view} />
        </>
      )}
    </section>
  );
}

function Successors({ successors, view }: { successors: NonNullable<PersonData['successors']>; view: View }) {
  const t = textIn(view.locale);
  return (
    <section aria-labelledby="successors">
      <h2 id="successors">{t('person.successors')}</h2>
      {successors.length === 0 && <p class="soft">{t('person.no-successors')}</p>}
      {successors.length > 0 && (
        <ul class="plain">
          {successors.map(({ id, name }) => (
            <li key={id}>
              <a href={`/people/${id}`}>
                <bdi>{name}</bdi>
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** One person, as the secretariat sees them. */
export const PersonPage: Page<PersonData> = {
  title: ({ name }) => name,
  body: (data, view) => {
    const t = textIn(view.locale);
    return (
      <>
        <p class="above">
          <a href={`/people?role=${data.role}`}>{t(`people.role-${data.role}`)}</a>
        </p>
        <h1>
          <bdi>{data.name}</bdi>
        </h1>
        <SummaryList>
          <Fact name={t('person.role')}>{t(`role.${data.role}`)}</Fact>
          <Fact name={t('field.email')}>
            <bdi dir="ltr">{data.email}</bdi>
          </Fact>
          {data.mailing && (
            <Fact name={t('mailing.to-address')}>
              <MailingWords mailing={data.mailing} view={view} />
            </Fact>
          )}
          <Fact name={t('query.status')}>
            <Standing of={data.status} view={view} />
          </Fact>
          {data.institution && (
            <Fact name={t('card.institution')}>
              <a href={`/institutions/${data.institution.id}`}>
                <bdi>{data.institution.name}</bdi>
              </a>
            </Fact>
          )}
          <Fact name={t('field.locale')}>{t(`language.${data.locale}`)}</Fact>
          <Fact name={t('field.timeZone')}>
            <bdi dir="ltr">{data.timeZone}</bdi>
          </Fact>
        </SummaryList>
        <p>
          <a href={`/people/${data.id}/details`}>{t('person.edit-details')}</a>
        </p>
        {data.routed && <RoutedBy id={data.id} routed={data.routed} view={view} />}
        <SignIn data={data} view={view} />
        <ResumeMail data={data} view={view} />
        <Change data={data} view={view} />
        <Queries data={data} view={view} />
        {data.successors && <Successors successors={data.successors} view={view} />}
      </>
    );
  },
};
