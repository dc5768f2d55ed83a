import { DetailsPage } from '../../web/pages/details.tsx';
import { ExpertisePage } from '../../web/pages/expertise.tsx';
import { FirstPasswordPage } from '../../web/pages/first-password.tsx';
import { InvitePage } from '../../web/pages/invite.tsx';
import { as, personIds, refusedWith, type Sample, sample } from './web-sample.ts';

const deputies = [
  { id: personIds.colleague, name: 'كريم حداد' },
  { id: personIds.member, name: 'Lucía Ferreyra' },
];
const institutions = [
  { id: 'i1', name: 'وزارة العدل', state: 'MA' },
  { id: 'i2', name: 'Mécanisme national de prévention', state: 'TG' },
];
const routed = {
  mainTopics: ['legislation' as const],
  secondaryTopics: ['opcat' as const, 'npm' as const],
  languages: ['es' as const, 'en' as const],
  capacity: 3,
  absences: [{ from: '2026-12-20', to: '2027-01-04' }],
  deputyId: personIds.colleague,
};
const ofExpert = { id: personIds.expert, version: 3, name: 'Tomás Herrera' };
const asMember = as('secretariat', '/people/invite');

/** Letting people in, and editing what is known of them. */
export const peopleSamples: readonly Sample[] = [
  ...(['official', 'expert', 'secretariat', 'auditor'] as const).map((role) =>
    sample(`invite-${role}`, InvitePage, { role, deputies, institutions }, asMember),
  ),
  sample(
    'invite-taken',
    InvitePage,
    { role: 'official', deputies: [], institutions },
    refusedWith(asMember, {
      reason: 'address-taken',
      problems: [{ field: 'email', code: 'taken' }],
      typed: { email: 'amina@justice.example', name: 'Amina Reyes', institutionId: 'i2', timeZone: 'Asia/Manila' },
    }),
  ),
  sample(
    'invite-expert-refused',
    InvitePage,
    { role: 'expert', deputies, institutions: [] },
    refusedWith(asMember, {
      reason: 'invalid-input',
      problems: [
        { field: 'timeZone', code: 'unknown-zone' },
        { field: 'secondaryTopics', code: 'also-main' },
        { field: 'capacity', code: 'out-of-range' },
        { field: 'absences', code: 'one-end' },
        { field: 'deputyId', code: 'own-deputy' },
      ],
      typed: {
        timeZone: 'Mars/Olympus',
        mainTopics: ['', 'npm'],
        secondaryTopics: ['', 'npm', 'opcat'],
        capacity: '99',
        absenceFrom: ['2026-12-20', '', '2027-02-01', ''],
        absenceTo: ['2027-01-04', '', '', ''],
        deputyId: personIds.member,
      },
    }),
  ),
  sample(
    'details',
    DetailsPage,
    {
      ...{ id: personIds.official, version: 2, role: 'official', name: 'Amina Reyes', locale: 'fr' },
      ...{ email: 'amina@justice.example', timeZone: 'Asia/Manila', institutionId: 'i1', institutions },
    },
    as('secretariat', `/people/${personIds.official}/details`),
  ),
  sample(
    'expertise',
    ExpertisePage,
    { ...ofExpert, routed, deputies },
    as('secretariat', `/people/${personIds.expert}/expertise`),
  ),
  sample(
    'first-password',
    FirstPasswordPage,
    { id: personIds.expert, name: 'فاطمة الزهراء', email: 'f@x.example', password: 'aB3kD-eF4hG-kM5pQ-rS6tW' },
    {
      ...as('secretariat', `/people/${personIds.expert}/first-password`),
      sentTo: `/people/${personIds.expert}/first-password`,
    },
  ),
];
