import type { Fault, LedgerEntry } from '../../shared/ledger.ts';
import type { Expertise } from '../../shared/people.ts';
import { InstitutionPage } from '../../web/pages/institution.tsx';
import { InstitutionsPage } from '../../web/pages/institutions.tsx';
import { LedgerPage } from '../../web/pages/ledger.tsx';
import { LedgersPage } from '../../web/pages/ledgers.tsx';
import { PeoplePage } from '../../web/pages/people.tsx';
import { type PersonData, PersonPage } from '../../web/pages/person.tsx';
import { ProfilePage } from '../../web/pages/profile.tsx';
import { VerifiedLedgersPage } from '../../web/pages/verified-ledgers.tsx';
import { as, at, id, personIds, refusedWith, type Sample, sample } from './web-sample.ts';
import { everyEvent } from './web-samples-events.ts';

const carried = [
  { id: 'a', reference: 'CTI-7F3K-92QD-5', status: 'in_progress', url: '/queries/a/card' },
  { id: 'b', reference: 'CTI-0D8M-KX3W-*', status: 'answered', url: '/queries/b/card' },
] as const;

const person: PersonData = {
  ...{ id: personIds.official, version: 3, name: 'Amina Reyes', email: 'a.reyes@justice.example', role: 'official' },
  ...{ locale: 'fr', timeZone: 'Asia/Manila', firstPasswordAt: at(0), deviceLostAt: at(0) },
  institution: { id: 'i1', name: 'وزارة العدل' },
  ...{ status: 'active', queries: carried },
};

const asMember = as('secretariat', '/people');
const institution = { id: 'i1', version: 2, name: 'وزارة العدل', kind: 'ministry', state: 'MA' } as const;
const confirmed = {
  status: 'confirmed',
  evidence: 'Letter of the permanent mission of 3 November.\nCalled back on its published number.',
  focalPoint: 'Yves Dupraz, Director of legal affairs',
  expiresOn: '2027-11-30',
} as const;
const asRegistrar = as('secretariat', `/institutions/${institution.id}`);

const expertise: Expertise = {
  mainTopics: ['legislation', 'non-refoulement'],
  secondaryTopics: ['opcat'],
  languages: ['es', 'en', 'fr'],
  workingLanguages: ['pt'],
  capacity: 3,
  absences: [{ from: '2026-12-20', to: '2027-01-04' }],
  interests: {
    nationalities: ['CL', 'ES'],
    residence: 'CL',
    employments: [{ state: 'CL', until: '2024-06-30' }, { state: 'UY' }],
    declared: ['PE', 'BO', 'EC', 'AR'],
    reviewedByOwnBody: [],
  },
};

const { interests: _, ...routed } = expertise;
const deputies = [{ id: personIds.member, name: 'كريم حداد' }];
const dueWhileAway = [{ id: 'a', reference: 'CTI-7F3K-92QD-5', dueAt: '2026-12-22T17:00:00.000Z' }];

const hash = 'a'.repeat(64);
const actors: readonly LedgerEntry['actor'][] = [
  { id: personIds.official, role: 'official' },
  { id: personIds.expert, role: 'expert' },
  { id: personIds.member, role: 'secretariat' },
  { id: 'offer', role: 'hub' },
  { id: 'watch', role: 'hub' },
  { id: 'setup', role: 'hub' },
];
const entries: readonly LedgerEntry[] = everyEvent.map((event, index) => ({
  ...event,
  ...{ queryId: id, sequence: index + 1, at: at(index), previousHash: hash, hash },
  actor: actors[index % actors.length] ?? { id: 'offer', role: 'hub' },
}));

const asAuditor = as('auditor', '/ledgers');
const anchor = { sequence: 12, signedAt: '2026-11-24T10:20:00.000Z' };

const gone = { where: 'entry', ledger: id, number: 1, wrong: 'truncated' } as const;
const everyFault: readonly Fault[] = [
  ...(['tampered', 'missing', 'truncated', 'swapped', 'foreign'] as const).map(
    (wrong, index) => ({ where: 'entry', ledger: id, number: index + 2, wrong }) as const,
  ),
  ...(['tampered', 'missing', 'hidden'] as const).map(
    (wrong, index) => ({ where: 'anchor', number: index + 2, wrong }) as const,
  ),
  { where: 'signpost', ledger: id, number: 3, wrong: 'tampered' },
];

/** The register of people and institutions, an expert's own profile, and the ledgers as auditors read them. */
export const registerSamples: readonly Sample[] = [
  sample(
    'people-officials',
    PeoplePage,
    {
      role: 'official',
      rows: [
        { ...person, institutionName: 'وزارة العدل' },
        { id: 'p2', name: 'فاطمة الزهراء العلوي', email: 'f.alaoui@justice.example', status: 'suspended' },
      ],
    },
    asMember,
  ),
  sample(
    'people-experts',
    PeoplePage,
    {
      ...{ role: 'expert', find: 'Tom', next: 'eyJ4IjoxfQ' },
      rows: [
        { id: 'e1', name: 'Tomás Herrera', email: 't@x.example', status: 'active' },
        { id: 'e2', name: 'Tomasz Wilk', email: 'w@x.example', status: 'active', cannotSignIn: true },
      ],
    },
    asMember,
  ),
  sample('people-auditors', PeoplePage, { role: 'auditor', rows: [] }, asMember),
  sample('person', PersonPage, person, asMember),
  sample('person-suspended', PersonPage, { ...person, status: 'suspended', successors: [] }, asMember),
  sample(
    'person-to-be-succeeded',
    PersonPage,
    { ...person, status: 'suspended', successors: [{ id: personIds.colleague, name: 'Yves Dupraz' }] },
    asMember,
  ),
  sample(
    'person-expert',
    PersonPage,
    {
      ...{ ...person, id: 'e1', name: 'Tomás Herrera', role: 'expert' },
      ...{
        firstPasswordAt: undefined,
        deviceLostAt: undefined,
        institution: undefined,
        routed: { ...routed, deputyName: 'كريم حداد' },
      },
    },
    asMember,
  ),
  sample(
    'person-member',
    PersonPage,
    { ...person, id: 'm1', name: 'Ingrid Solberg', role: 'secretariat', queries: [] },
    refusedWith(asMember, { reason: 'own-request', problems: [], typed: {} }),
  ),
  sample(
    'person-let-in-by-you',
    PersonPage,
    { ...person, firstPasswordAt: undefined, deviceLostAt: undefined, letInByYou: true, queries: [] },
    asMember,
  ),
  sample('person-without-queries', PersonPage, { ...person, queries: [] }, asMember),
  sample(
    'institutions',
    InstitutionsPage,
    {
      rows: [
        { ...institution, standing: 'confirmed', expiresOn: '2027-11-30', runsOutSoon: false },
        {
          ...{ id: 'i2', name: 'Mécanisme national de prévention', kind: 'npm', state: 'TN', standing: 'confirmed' },
          ...{ expiresOn: '2026-12-30', runsOutSoon: true },
        },
        {
          ...{ id: 'i3', name: 'Servicio Penitenciario Nacional', kind: 'corrections', state: 'CL' },
          ...{ standing: 'expired', expiresOn: '2026-10-30', runsOutSoon: false },
        },
        { id: 'i4', name: 'Parliament', kind: 'parliament', state: 'GH', standing: 'unconfirmed', runsOutSoon: false },
      ],
    },
    as('secretariat', '/institutions'),
  ),
  sample('institutions-empty', InstitutionsPage, { rows: [] }, as('secretariat', '/institutions')),
  sample(
    'institutions-refused',
    InstitutionsPage,
    { rows: [] },
    refusedWith(as('secretariat', '/institutions'), {
      reason: 'invalid-input',
      problems: [
        { field: 'name', code: 'required' },
        { field: 'kind', code: 'required' },
        { field: 'state', code: 'unknown-state' },
      ],
      typed: { name: '', kind: '', state: 'XX' },
    }),
  ),
  sample(
    'institution',
    InstitutionPage,
    { ...institution, standing: confirmed, holds: false, queries: carried },
    asRegistrar,
  ),
  sample(
    'institution-unconfirmed',
    InstitutionPage,
    { ...institution, standing: { status: 'unconfirmed' }, holds: true, queries: [] },
    asRegistrar,
  ),
  sample(
    'institution-run-out',
    InstitutionPage,
    { ...institution, standing: { ...confirmed, expiresOn: '2026-10-30' }, holds: true, queries: [] },
    refusedWith(asRegistrar, {
      reason: 'invalid-input',
      problems: [
        { field: 'evidence', code: 'required' },
        { field: 'expiresOn', code: 'past-date' },
      ],
      typed: { evidence: '', focalPoint: 'Somebody', expiresOn: '2026-10-30' },
    }),
  ),
  sample(
    'profile',
    ProfilePage,
    { version: 2, name: 'Tomás Herrera', expertise, deputies, dueWhileAway },
    as('expert', '/profile'),
  ),
  sample(
    'profile-refused',
    ProfilePage,
    {
      version: 2,
      name: 'Tomás Herrera',
      expertise: { ...expertise, secondaryTopics: [], absences: [] },
      deputies,
      dueWhileAway: [],
    },
    refusedWith(as('expert', '/profile'), {
      reason: 'invalid-input',
      problems: [
        { field: 'nationalities', code: 'required' },
        { field: 'residence', code: 'required' },
        { field: 'employer2Until', code: 'invalid' },
      ],
      typed: { nationalities: ['', '', ''], residence: '', declared: ['PE', ''], employer1: 'UY' },
    }),
  ),
  sample('ledgers', LedgersPage, { day: '2026-11-23', entries, unreadable: [], next: 'eyJ4IjoxfQ' }, asAuditor),
  sample(
    'ledgers-tampered',
    LedgersPage,
    { day: '2026-11-23', entries, unreadable: [{ subjectId: id, sequence: 3 }] },
    asAuditor,
  ),
  sample('ledgers-empty', LedgersPage, { day: '2026-11-24', entries: [], unreadable: [] }, asAuditor),
  sample('ledger', LedgerPage, { subjectId: id, entries, faults: [], anchor }, as('auditor', `/ledgers/${id}`)),
  sample(
    'ledger-unsigned',
    LedgerPage,
    { subjectId: id, entries: entries.slice(0, 1), faults: [] },
    as('auditor', `/ledgers/${id}`),
  ),
  sample(
    'ledger-damaged',
    LedgerPage,
    { subjectId: id, entries, faults: everyFault, anchor },
    as('auditor', `/ledgers/${id}`),
  ),
  sample(
    'ledger-gone',
    LedgerPage,
    { subjectId: id, entries: [], faults: [gone], anchor },
    as('auditor', `/ledgers/${id}`),
  ),
  sample(
    'ledgers-verified',
    VerifiedLedgersPage,
    { ledgers: [{ subjectId: id, entries: 12, faults: [] }], next: id },
    as('auditor', '/ledgers/verification'),
  ),
  sample(
    'ledgers-verified-damaged',
    VerifiedLedgersPage,
    {
      ledgers: [
        { subjectId: id, entries: 0, faults: [gone] },
        { subjectId: personIds.expert, entries: 12, faults: everyFault },
      ],
    },
    as('auditor', '/ledgers/verification'),
  ),
  sample('ledgers-verified-none', VerifiedLedgersPage, { ledgers: [] }, as('auditor', '/ledgers/verification')),
];
