import { rosterColumns } from '../../shared/roster-file.ts';
import { shippedSettings } from '../../shared/settings.ts';
import { ImportPage } from '../../web/pages/import.tsx';
import { SettingsPage } from '../../web/pages/settings.tsx';
import { SettingsPreviewPage } from '../../web/pages/settings-preview.tsx';
import { as, at, id, personIds, reference, refusedWith, type Sample, sample } from './web-sample.ts';

const members = [
  { id: personIds.member, name: 'Ingrid Solberg' },
  { id: personIds.colleague, name: 'يوسف دمير' },
];
const asMember = as('secretariat', '/settings');
const asImporter = as('secretariat', '/people/import');
const set = { ...shippedSettings, idleHolidays: [], members };

const everyFault = [
  { line: 1, code: 'unknown-column', value: 'room' },
  { line: 1, code: 'missing-column', value: 'capacity' },
  { line: 1, code: 'column-twice', value: 'deputy' },
  ...[
    ...['open-quote', 'after-quote', 'empty-file', 'wrong-number-of-cells', 'not-utf-8', 'too-many-rows'],
    ...['required', 'unknown-option', 'unknown-state', 'unknown-zone', 'too-long', 'out-of-range', 'ends-first'],
    ...['control-characters', 'same-address', 'other-role', 'also-main', 'own-deputy', 'unknown-deputy', 'unheard-of'],
  ].map((code, index) => ({ line: index + 2, column: 'email', code, value: 'ada@x.example' })),
];

/** The settings, what a change of them would move, and a table of experts before it is carried out. */
export const settingsSamples: readonly Sample[] = [
  sample('settings', SettingsPage, set, asMember),
  sample(
    'settings-changed',
    SettingsPage,
    {
      ...set,
      ...{ version: 4, since: at(0), manualTopics: ['npm', 'other'], headId: personIds.colleague },
      idleHolidays: ['2026-12-26'],
    },
    asMember,
  ),
  sample(
    'settings-refused',
    SettingsPage,
    set,
    refusedWith(asMember, {
      reason: 'invalid-input',
      problems: [
        { field: 'weekend', code: 'always-off' },
        { field: 'closesAt', code: 'closes-first' },
        { field: 'holidays', code: 'not-a-day', limit: 3 },
        { field: 'firstAdvice', code: 'out-of-days' },
        { field: 'headId', code: 'unknown-option' },
      ],
      typed: { weekend: ['', '1', '2', '3', '4', '5', '6', '7'], opensAt: '18:00', closesAt: '09:00', holidays: 'x' },
    }),
  ),
  sample(
    'settings-stale',
    SettingsPage,
    { ...set, version: 5, since: at(0) },
    refusedWith(asMember, {
      reason: 'stale',
      problems: [],
      typed: { version: '4', zone: 'Europe/Zurich', weekend: ['6', '7'], opensAt: '09:00', holidays: '2026-12-25' },
    }),
  ),
  sample(
    'settings-preview',
    SettingsPreviewPage,
    {
      ...{ part: 'calendar', version: 1, open: 240, count: 201, idleHolidays: ['2026-12-26'] },
      fields: { zone: 'Europe/Zurich', weekend: ['6', '7'], holidays: '2026-12-25\n2026-12-26' },
      moved: [{ id, reference, dueAt: '2026-12-08T17:00:00.000Z', newDueAt: '2026-12-09T17:00:00.000Z' }],
    },
    { ...asMember, sentTo: '/settings/calendar/preview', preview: true },
  ),
  sample(
    'settings-preview-nothing',
    SettingsPreviewPage,
    { part: 'targets', version: 2, open: 1, count: 0, idleHolidays: [], fields: { firstAdvice: '10' }, moved: [] },
    asMember,
  ),
  sample('import', ImportPage, { columns: rosterColumns }, asImporter),
  sample(
    'import-plan',
    ImportPage,
    {
      columns: rosterColumns,
      table: 'email,name\nada@x.example,Ada',
      plan: {
        problems: [],
        rows: [
          { line: 2, email: 'ada@x.example', name: 'Ada Obi', outcome: 'new', what: [] },
          {
            line: 3,
            email: 'k@x.example',
            name: 'كريم حداد',
            outcome: 'changed',
            what: ['details', 'expertise', 'ties'],
          },
          { line: 4, email: 'ben@x.example', name: 'Ben Roy', outcome: 'unchanged', what: [] },
        ],
      },
    },
    asImporter,
  ),
  sample(
    'import-faulty',
    ImportPage,
    { columns: rosterColumns, table: 'x', plan: { problems: everyFault, rows: [] } },
    asImporter,
  ),
  sample(
    'import-refused',
    ImportPage,
    { columns: rosterColumns },
    refusedWith(asImporter, {
      reason: 'invalid-input',
      problems: [{ field: 'table', code: 'faulty' }],
      typed: { table: 'email\n' },
    }),
  ),
];
