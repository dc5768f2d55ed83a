import { shippedSettings } from '../../shared/settings.ts';
import { AskPage, type BegunDraft } from '../../web/pages/ask.tsx';
import { type BackgroundData, BackgroundPage } from '../../web/pages/background.tsx';
import { type CheckData, CheckPage } from '../../web/pages/check.tsx';
import { type ContactData, ContactPage } from '../../web/pages/contact.tsx';
import { QuestionPage } from '../../web/pages/question.tsx';
import { as, dueAt, id, now, refusedWith, type Sample, sample } from './web-sample.ts';
import { written as sampleQuestion } from './web-sample-texts.ts';

const { targets } = shippedSettings;

const written = {
  ...{ id, version: 3, savedAt: now },
  title: 'Statute of limitations in a draft anti-torture bill',
  body: sampleQuestion('s01').body,
  requestKind: 'document-review',
  topic: 'legislation',
  language: 'en',
} as const;

const background: BackgroundData['draft'] = {
  ...{ id, version: 3, savedAt: now, language: 'en' },
  urgency: 'requested',
  neededBy: '2026-12-02',
  urgencyReason: 'The bill goes to Cabinet in the second week of December.',
  law: 'Bill 12 of 2026, clauses 4 and 9',
  tried: 'The prosecution service was consulted.\n\nIt wants to keep the fifteen years.',
};

const contact: ContactData = {
  ...{ id, version: 3, language: 'en', replyLanguages: ['en', 'fr'] },
  ...{ confidentiality: 'standard', noticesBy: 'mail' },
};

const steps = [
  { step: 'question', status: 'done' },
  { step: 'background', status: 'in-progress' },
  { step: 'contact', status: 'not-started' },
] as const;
const allDone = steps.map(({ step }) => ({ step, status: 'done' as const }));
const begun: BegunDraft = {
  ...{ id, version: 3, topic: 'legislation', steps, mayDiscard: true },
  ...{ savedAt: '2026-11-24T09:32:00.000Z', until: '2026-12-24T09:32:00.000Z' },
};

const draft: CheckData = { ...written, ...background, ...contact, steps: allDone, dueAt, urgentDays: 2 };

const typed = {
  title: '<script>alert("title")</script>',
  body: 'Line one\nLine two & "quotes" </textarea><img src=x>',
  topic: 'npm',
};
const typedBackground = {
  urgency: 'requested',
  neededBy: '2026-11-01',
  urgencyReason: 'Because </div>',
  law: 'Bill 12 <b>',
  tried: 'x'.repeat(40),
};

const on = (page: string) => as('official', `/queries/${id}/${page}`);

/** A question that was refused for every field, with what was typed. */
export const refusedQuestion = sample(
  'question-refused',
  QuestionPage,
  {},
  refusedWith(as('official', '/ask/question'), {
    reason: 'invalid-input',
    typed,
    problems: [
      { field: 'title', code: 'too-long', limit: 200 },
      { field: 'body', code: 'control-characters' },
      { field: 'topic', code: 'required' },
      { field: 'mystery', code: 'unknown-field' },
    ],
  }),
);

/** The same of its background. */
export const refusedBackground = sample(
  'background-refused',
  BackgroundPage,
  { draft: background, targets },
  refusedWith(on('background'), {
    reason: 'invalid-input',
    typed: typedBackground,
    problems: [
      { field: 'neededBy', code: 'past-date' },
      { field: 'tried', code: 'too-long', limit: 5000 },
    ],
  }),
);

/** The same of its languages, none of which was ticked. */
export const refusedContact = sample(
  'contact-refused',
  ContactPage,
  contact,
  refusedWith(on('contact'), {
    reason: 'invalid-input',
    typed: { language: 'fr', replyLanguages: '', confidentiality: 'restricted' },
    problems: [{ field: 'replyLanguages', code: 'required' }],
  }),
);

/** The steps of asking: written, refused, and saved by somebody else meanwhile. */
export const stepSamples: readonly Sample[] = [
  sample('ask', AskPage, {}, as('official', '/ask')),
  sample('ask-begun', AskPage, { draft: begun }, on('edit')),
  sample('ask-ready', AskPage, { draft: { ...begun, steps: allDone, mayDiscard: false } }, on('edit')),
  sample('question', QuestionPage, {}, as('official', '/ask/question')),
  sample('question-draft', QuestionPage, { draft: written }, on('question')),
  refusedQuestion,
  sample(
    'question-stale',
    QuestionPage,
    { draft: written },
    refusedWith(on('question'), { reason: 'stale', problems: [], typed }),
  ),
  sample('background', BackgroundPage, { draft: background, targets }, on('background')),
  sample(
    'background-passed',
    BackgroundPage,
    { draft: { ...background, neededBy: '2026-11-23' }, targets },
    on('background'),
  ),
  refusedBackground,
  sample(
    'background-stale',
    BackgroundPage,
    { draft: background, targets },
    refusedWith(on('background'), { reason: 'stale', problems: [], typed: typedBackground }),
  ),
  ...(['mail', 'inbox', 'digest'] as const).map((noticesBy) =>
    sample(`contact-${noticesBy}`, ContactPage, { ...contact, noticesBy }, on('contact')),
  ),
  sample('contact-restricted', ContactPage, { ...contact, confidentiality: 'restricted' }, on('contact')),
  refusedContact,
  sample('check', CheckPage, draft, on('check')),
  sample('check-restricted', CheckPage, { ...draft, law: '', tried: '', confidentiality: 'restricted' }, on('check')),
  sample('check-missing', CheckPage, { ...draft, steps }, on('check')),
  sample(
    'check-refused',
    CheckPage,
    { ...draft, steps },
    refusedWith(on('check'), {
      reason: 'invalid-input',
      typed: {},
      problems: [{ field: 'contact', code: 'missing-step' }],
    }),
  ),
  sample(
    'check-busy',
    CheckPage,
    draft,
    refusedWith(on('check'), { reason: 'busy-try-again', problems: [], typed: {} }),
  ),
];
