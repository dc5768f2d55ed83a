import { type Line, until } from './ledgers.ts';

// Worked out by hand on the hub's calendar. Geneva reads UTC+1 in winter (open 08:00 to 17:00 UTC), UTC+2 in summer (07:00
// to 16:00 UTC). In 2026 the clocks change on 29 March and 25 October, both Sundays; 3 and 6 April are holidays.
/** Received on a Tuesday at nine. */
export const tuesday = ['2026-03-03T08:00', 'submitted'] as const;
/** Stories of a query, and when its answer is due by them. */
export const stories: { story: string; lines: Line[]; due: string; original?: string }[] = [
  { story: 'received on a Tuesday at nine', lines: [tuesday], due: '2026-03-17T17:00' },
  {
    story: 'received on a Saturday: day one is Monday',
    lines: [['2026-02-28T12:00', 'submitted']],
    due: '2026-03-13T17:00',
  },
  {
    story: 'received on Good Friday: day one is Tuesday',
    lines: [['2026-04-03T08:00', 'submitted']],
    due: '2026-04-20T16:00',
  },
  { story: 'received at 17:59', lines: [['2026-03-03T16:59', 'submitted']], due: '2026-03-17T17:00' },
  { story: 'received at 18:01', lines: [['2026-03-03T17:01', 'submitted']], due: '2026-03-17T17:00' },
  { story: 'received across Easter', lines: [['2026-03-31T08:00', 'submitted']], due: '2026-04-16T16:00' },
  { story: 'held for standing: received all the same', lines: [['2026-03-03T08:00', 'held']], due: '2026-03-17T17:00' },
  {
    story: 'a document to review',
    lines: [['2026-03-03T08:00', 'submitted', { requestKind: 'document-review' }]],
    due: '2026-03-31T16:00',
  },
  {
    story: 'paused across Easter for seven working hours',
    lines: [
      ['2026-03-31T08:00', 'submitted'],
      ['2026-04-02T12:00', 'information-asked'],
      ['2026-04-07T10:00', 'information-given'],
    ],
    due: '2026-04-17T16:00',
  },
  {
    story: 'paused over nothing but Easter',
    lines: [
      ['2026-03-31T08:00', 'submitted'],
      ['2026-04-02T16:00', 'information-asked'],
      ['2026-04-07T07:00', 'information-given'],
    ],
    due: '2026-04-16T16:00',
  },
  {
    story: 'paused across the change to summer time, for two working hours',
    lines: [
      ['2026-03-23T08:00', 'submitted'],
      ['2026-03-27T16:00', 'information-asked'],
      ['2026-03-30T08:00', 'information-given'],
    ],
    due: '2026-04-09T16:00',
  },
  {
    story: 'paused across the change to winter time, for no working hour',
    lines: [
      ['2026-10-19T07:00', 'submitted'],
      ['2026-10-23T16:00', 'information-asked'],
      ['2026-10-26T08:00', 'information-given'],
    ],
    due: '2026-11-02T17:00',
  },
  {
    story: 'paused at the wish of the asker, from Thursday to Tuesday',
    lines: [tuesday, ['2026-03-05T08:00', 'paused'], ['2026-03-10T08:00', 'resumed']],
    due: '2026-03-20T17:00',
  },
  {
    story: 'asked on Friday evening, with the answer on Saturday: no working time was lost',
    lines: [tuesday, ['2026-03-06T17:30', 'information-asked'], ['2026-03-07T09:00', 'information-given']],
    due: '2026-03-17T17:00',
  },
  {
    story: 'paused twice over, and once more while it was: one pause from the first to the answer',
    lines: [
      tuesday,
      ['2026-03-05T08:00', 'information-asked'],
      ['2026-03-06T08:00', 'paused'],
      ['2026-03-09T08:00', 'information-given'],
      ['2026-03-10T08:00', 'resumed'],
    ],
    due: '2026-03-19T17:00',
  },
  {
    story: 'given to another expert during a pause',
    lines: [
      ...[tuesday, ['2026-03-05T08:00', 'information-asked'] as const, ['2026-03-06T08:00', 'recused'] as const],
      ...[['2026-03-06T08:10', 'offered'] as const, ['2026-03-09T08:00', 'accepted'] as const],
      ['2026-03-10T08:00', 'information-given'],
    ],
    due: '2026-03-20T17:00',
  },
  {
    story: 'paused when its time was up: that moves nothing any more',
    lines: [tuesday, ['2026-03-17T17:00', 'paused'], ['2026-03-19T17:00', 'resumed']],
    due: '2026-03-17T17:00',
  },
  {
    story: 'still paused: as if the pause had ended when it began',
    lines: [tuesday, ['2026-03-05T08:00', 'information-asked']],
    due: '2026-03-17T17:00',
  },
  {
    story: 'given two later dates, the second a Saturday before a holiday',
    lines: [
      tuesday,
      ['2026-03-10T10:00', 'extended', until('2026-03-24')],
      ['2026-03-20T10:00', 'extended', until('2026-04-04')],
    ],
    due: '2026-04-07T16:00',
    original: '2026-03-17T17:00',
  },
  {
    story: 'given a later date, and paused for a day after it',
    lines: [
      ...[tuesday, ['2026-03-10T10:00', 'extended', until('2026-03-24')] as const],
      ...[['2026-03-12T08:00', 'paused'] as const, ['2026-03-13T08:00', 'resumed'] as const],
    ],
    due: '2026-03-25T17:00',
    original: '2026-03-18T17:00',
  },
  {
    story: 'paused for a day, and given a later date after it: the date that was said holds',
    lines: [
      ...[tuesday, ['2026-03-05T08:00', 'paused'] as const, ['2026-03-06T08:00', 'resumed'] as const],
      ['2026-03-10T10:00', 'extended', until('2026-03-24')],
    ],
    due: '2026-03-24T17:00',
    original: '2026-03-18T17:00',
  },
  {
    story: 'given a later date, then found urgent: the later date falls away',
    lines: [tuesday, ['2026-03-04T10:00', 'extended', until('2026-03-24')], ['2026-03-05T09:00', 'urgency-granted']],
    due: '2026-03-05T17:00',
  },
  {
    story: 'found urgent, then given a later date: it stands',
    lines: [tuesday, ['2026-03-04T10:00', 'urgency-granted'], ['2026-03-05T10:00', 'extended', until('2026-03-10')]],
    due: '2026-03-10T17:00',
    original: '2026-03-05T17:00',
  },
  {
    story: 'found urgent late, after a pause of a working day: start and pause stay',
    lines: [
      ...[
        tuesday,
        ['2026-03-03T09:00', 'information-asked'] as const,
        ['2026-03-04T09:00', 'information-given'] as const,
      ],
      ['2026-03-06T08:00', 'urgency-granted'],
    ],
    due: '2026-03-06T17:00',
  },
  {
    story: 'a document to review urgently',
    lines: [
      ['2026-03-03T08:00', 'held', { requestKind: 'document-review' }],
      ['2026-03-03T09:00', 'urgency-granted'],
    ],
    due: '2026-03-05T17:00',
  },
  {
    story: 'thanked for, added to, moved to another topic: nothing restarts',
    lines: [
      ...[tuesday, ['2026-03-04T08:00', 'information-added'] as const, ['2026-03-04T09:00', 'topic-changed'] as const],
      ...[['2026-03-10T08:00', 'answered'] as const, ['2026-03-11T08:00', 'feedback-given'] as const],
      ['2026-03-12T08:00', 'information-added'],
    ],
    due: '2026-03-17T17:00',
  },
  {
    story: 'a follow-up: five working days from the day it was asked',
    lines: [tuesday, ['2026-03-10T08:00', 'answered'], ['2026-03-16T10:00', 'follow-up-asked']],
    due: '2026-03-23T17:00',
  },
  {
    story: 'a follow-up on an urgent answer',
    lines: [
      ...[tuesday, ['2026-03-04T08:00', 'urgency-granted'] as const, ['2026-03-05T08:00', 'answered'] as const],
      ['2026-03-16T10:00', 'follow-up-asked'],
    ],
    due: '2026-03-18T17:00',
  },
  {
    story: 'reopened before Easter',
    lines: [
      ...[tuesday, ['2026-03-10T08:00', 'answered'] as const, ['2026-03-20T08:00', 'closed'] as const],
      ['2026-04-02T10:00', 'reopened'],
    ],
    due: '2026-04-13T16:00',
  },
];
