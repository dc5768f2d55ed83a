import { askersTimeline } from '../../shared/askers-timeline.ts';
import { type AccessData, AccessPage } from '../../web/pages/access.tsx';
import { EmergencyPage } from '../../web/pages/emergency.tsx';
import { GlassPage } from '../../web/pages/glass.tsx';
import { IndividualCasesPage } from '../../web/pages/individual-cases.tsx';
import { RecusePage } from '../../web/pages/recuse.tsx';
import { ScopePage } from '../../web/pages/scope.tsx';
import { type TimelineData, TimelinePage } from '../../web/pages/timeline.tsx';
import { as, at, id, personIds, reference, refusedWith, type Sample, sample } from './web-sample.ts';
import { repliedTo, written } from './web-sample-texts.ts';
import { everyEvent } from './web-samples-events.ts';

const roles = ['official', 'expert', 'secretariat', 'hub'] as const;
const text = 'The asker telephoned: a person named in the question has been arrested.\nThe expert does not reply.';

const access: AccessData = {
  ...{ id, version: 7, status: 'in_progress', confidentiality: 'standard', reference, isAsker: true },
  readers: [
    { as: 'asker', name: 'Amina Reyes' },
    { as: 'co-owner', name: 'Yves Dupraz' },
    { as: 'expert' },
    { as: 'deputy' },
    { as: 'clearer' },
    { as: 'offered-clearer', until: at(59) },
    { as: 'emergency', name: 'Ingrid Solberg', until: at(59) },
  ],
  coOwners: [
    { id: personIds.colleague, name: 'Yves Dupraz', sees: true },
    { id: personIds.official, name: 'Litia Vakacegu', sees: false },
  ],
  openings: [
    { as: 'asker', at: at(0), through: 'right', name: 'Amina Reyes' },
    { as: 'asker', at: at(3), through: 'right', name: 'فاطمة الزهراء العلوي' },
    { as: 'expert', at: at(5), through: 'right' },
    { as: 'secretariat', at: at(9), through: 'break-glass', name: 'Ingrid Solberg' },
  ],
  emergencies: [
    {
      ...{ requestedAt: at(1), reason: 'legal-duty', text: 'Ein Gericht verlangt Auskunft.' },
      ...{ memberName: 'Grace Mensah', refuserName: 'Ingrid Solberg', refusedAt: at(2) },
    },
    {
      ...{ requestedAt: at(6), reason: 'risk-to-a-person', text, memberName: 'Ingrid Solberg' },
      ...{ approverName: 'Grace Mensah', approvedAt: at(8), expiresAt: at(59) },
    },
    { requestedAt: at(9), reason: 'asker-asks', text, memberName: 'Grace Mensah', takenBackAt: at(10) },
    { requestedAt: at(11), reason: 'asker-asks', text, memberName: 'Grace Mensah', lapsed: true },
    { requestedAt: at(12), reason: 'asker-asks', text, memberName: 'Grace Mensah' },
  ],
};

/** Everything that those who ask can be told of. */
const told: TimelineData['events'] = askersTimeline(
  everyEvent.map((event, index) => ({
    ...{ ...event, at: at(index), actor: { id: personIds.official, role: roles[index % roles.length] ?? 'hub' } },
    ...{ queryId: id, sequence: index + 1, previousHash: '', hash: '0'.repeat(64) },
  })),
);

const asOfficial = as('official', `/queries/${id}/access`);
const card = { id, version: 4, reference };
const asMember = as('secretariat', `/queries/${id}/break-glass`);
const requested = {
  ...card,
  step: 'requested',
  reason: 'expert-unreachable',
  text,
  requestedAt: at(6),
  lapsesAt: at(59),
} as const;
const open = { ...card, step: 'open', expiresAt: at(59) } as const;

/** Who may see a query: what is asked before it is written, who can see it, and what happens in an emergency. */
export const accessSamples: readonly Sample[] = [
  sample('scope', ScopePage, {}, as('official', '/ask/scope')),
  sample(
    'scope-refused',
    ScopePage,
    {},
    refusedWith(as('official', '/ask/scope'), {
      reason: 'invalid-input',
      problems: [{ field: 'individualCase', code: 'required' }],
      typed: {},
    }),
  ),
  sample(
    'timeline',
    TimelinePage,
    { id, sent: true, reference, events: told },
    as('official', `/queries/${id}/timeline`),
  ),
  sample(
    'timeline of a draft',
    TimelinePage,
    { id, sent: false, events: told.slice(0, 1) },
    as('official', `/queries/${id}/timeline`),
  ),
  sample('individual-cases', IndividualCasesPage, {}, { path: '/individual-cases' }),
  sample('individual-cases-official', IndividualCasesPage, {}, as('official', '/individual-cases')),
  sample('access', AccessPage, access, asOfficial),
  sample(
    'access-draft',
    AccessPage,
    {
      ...{ id, version: 1, status: 'draft', confidentiality: 'restricted', isAsker: true },
      ...{ readers: [{ as: 'asker', name: 'Amina Reyes' }], coOwners: [], openings: [], emergencies: [] },
    },
    asOfficial,
  ),
  sample(
    'access-co-owner',
    AccessPage,
    {
      ...access,
      ...{ status: 'offered', confidentiality: 'restricted', isAsker: false, emergencies: [] },
      readers: [
        { as: 'asker', name: 'Amina Reyes' },
        { as: 'offered-expert', until: at(50) },
      ],
      openings: [
        { as: 'asker', at: at(0), through: 'right' },
        { as: 'auditor', at: at(1), through: 'right', name: 'Luca Ferri' },
        { as: 'hub', at: at(2), through: 'right' },
      ],
    },
    asOfficial,
  ),
  sample(
    'access-offered',
    AccessPage,
    { ...access, status: 'offered', readers: [{ as: 'offered-expert', until: at(50) }], coOwners: [] },
    asOfficial,
  ),
  sample(
    'access-clearance-restricted',
    AccessPage,
    { ...access, confidentiality: 'restricted', readers: [{ as: 'expert' }, { as: 'offered-clearer', until: at(50) }] },
    asOfficial,
  ),
  sample(
    'access-answered',
    AccessPage,
    { ...access, status: 'answered', readers: [{ as: 'asker' }, { as: 'expert', until: '2026-12-24T10:00:00.000Z' }] },
    asOfficial,
  ),
  sample(
    'access-refused-colleague',
    AccessPage,
    access,
    refusedWith(asOfficial, {
      reason: 'invalid-input',
      problems: [{ field: 'email', code: 'not-a-colleague' }],
      typed: { email: 'somebody@elsewhere.example' },
    }),
  ),
  sample(
    'access-refused-limit',
    AccessPage,
    access,
    refusedWith(asOfficial, {
      reason: 'invalid-input',
      problems: [{ field: 'email', code: 'too-many', limit: 20 }],
      typed: { email: 'somebody@justice.example' },
    }),
  ),
  sample(
    'access-refused-twice',
    AccessPage,
    access,
    refusedWith(asOfficial, { reason: 'already-assigned', problems: [], typed: { email: 'y.dupraz@justice.example' } }),
  ),
  sample(
    'access-refused-consent',
    AccessPage,
    { ...access, confidentiality: 'restricted' },
    refusedWith(asOfficial, {
      reason: 'invalid-input',
      problems: [{ field: 'consent', code: 'required' }],
      typed: {},
    }),
  ),
  sample('recuse', RecusePage, card, as('expert', `/queries/${id}/recuse`)),
  sample(
    'recuse-refused',
    RecusePage,
    card,
    refusedWith(as('expert', `/queries/${id}/recuse`), {
      reason: 'invalid-input',
      problems: [{ field: 'reason', code: 'required' }],
      typed: {},
    }),
  ),
  sample('glass', GlassPage, { ...card, step: 'closed' }, asMember),
  sample(
    'glass-refused',
    GlassPage,
    { ...card, step: 'closed' },
    refusedWith(asMember, {
      reason: 'invalid-input',
      problems: [
        { field: 'reason', code: 'required' },
        { field: 'text', code: 'too-short', limit: 20 },
      ],
      typed: { reason: '', text: 'Too short' },
    }),
  ),
  sample(
    'glass-sign-in-again',
    GlassPage,
    { ...card, step: 'closed' },
    refusedWith(asMember, { reason: 'sign-in-again', problems: [], typed: { reason: 'legal-duty', text } }),
  ),
  sample('glass-mine', GlassPage, { ...requested, mine: true, memberName: 'Ingrid Solberg' }, asMember),
  sample('glass-to-decide', GlassPage, { ...requested, mine: false, memberName: 'Grace Mensah' }, asMember),
  sample('glass-open', GlassPage, { ...open, mine: true, memberName: 'Ingrid Solberg' }, asMember),
  sample('glass-open-other', GlassPage, { ...open, mine: false, memberName: 'Grace Mensah' }, asMember),
  sample(
    'emergency',
    EmergencyPage,
    {
      ...{ id, reference, language: 'ar', expiresAt: at(59) },
      title: 'مدة التقادم في مشروع قانون مناهضة التعذيب',
      said: [
        {
          ...{ part: 'question', kind: 'question', number: 1, cleared: false, at: at(0), language: 'ar' },
          body: `${written('s04').body}\n\nSee CAT/C/GC/3, para. 40.`,
        },
        {
          ...{ part: 'advice-1', kind: 'advice', number: 1, cleared: true, at: at(4), language: 'ar' },
          body: repliedTo('s04'),
        },
      ],
    },
    as('secretariat', `/queries/${id}/emergency`),
  ),
];
