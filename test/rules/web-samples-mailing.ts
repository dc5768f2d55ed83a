import { QueryNoticeKind } from '../../shared/notice-kinds.ts';
import { type AccountData, AccountPage } from '../../web/pages/account.tsx';
import { type InboxData, InboxPage } from '../../web/pages/inbox.tsx';
import { type PersonData, PersonPage } from '../../web/pages/person.tsx';
import { as, at, personIds, type Sample, sample } from './web-sample.ts';

const ways = ['pending', 'sent', 'inbox', 'undeliverable', 'cancelled'] as const;
const everyKind: InboxData = {
  notices: [...QueryNoticeKind.options, 'undeliverable' as const, 'standing-ends' as const].map((kind, index) => ({
    ...{
      id: `${String(index).padStart(8, '7f3k92qd')}${'0'.repeat(18)}`,
      kind,
      at: at(index + 1),
      mail: ways[index % ways.length] ?? 'sent',
    },
    ...(index % 5 === 4 ? {} : { url: `/notices/n${index}` }),
  })),
  next: 'eyJpZCI6IjdmM2si',
};

const account: AccountData = {
  version: 3,
  name: 'مريم منت أحمد',
  email: 'mariem@interieur.mr.example',
  locale: 'ar',
  timeZone: 'Africa/Nouakchott',
  shortcuts: false,
  noticesBy: 'mail',
  mail: 'ok',
  sessions: [
    { id: 'a'.repeat(64), startedAt: at(1), lastSeenAt: at(14), here: true },
    { id: 'b'.repeat(64), startedAt: at(2), lastSeenAt: at(9), here: false },
  ],
};
const person: PersonData = {
  ...{ id: personIds.official, version: 4, name: 'Amina Reyes', email: 'a.reyes@justice.example', role: 'official' },
  ...{ locale: 'en', timeZone: 'Europe/Zurich', status: 'active', queries: [] },
};

/** The inbox, the account, and a person whose address takes no mail. */
export const mailingSamples: readonly Sample[] = [
  sample('inbox of an official', InboxPage, everyKind, as('official', '/inbox')),
  sample('inbox of nobody who was told anything', InboxPage, { notices: [] }, as('expert', '/inbox')),
  sample('account', AccountPage, account, as('official', '/account')),
  ...(['official', 'expert', 'secretariat', 'auditor'] as const).map((role) => {
    const { signedIn, ...view } = as(role, '/account');
    const keys = signedIn && { signedIn: { ...signedIn, shortcuts: true } };
    return sample(
      `account with shortcuts of ${role}`,
      AccountPage,
      { ...account, shortcuts: true },
      { ...view, ...keys },
    );
  }),
  sample(
    'account that was just changed',
    AccountPage,
    { ...account, sessions: account.sessions.slice(0, 1) },
    {
      ...as('expert', '/account'),
      done: 'done.details',
    },
  ),
  sample(
    'account with an address that bounced',
    AccountPage,
    { ...account, noticesBy: 'digest', mail: 'bounced' },
    as('secretariat', '/account'),
  ),
  ...(['ok', 'bounced', 'complained'] as const).map((status) =>
    sample(
      `person whose mail is ${status}`,
      PersonPage,
      { ...person, mailing: { status, since: at(2) } },
      as('secretariat', '/people'),
    ),
  ),
];
