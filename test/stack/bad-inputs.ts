import { asking, everythingChecked } from './steps.ts';

/** One input with something wrong: who sends it where, and each field that must be named with what is wrong about it. */
export type BadInput = {
  what: string;
  who: string;
  /** `{offered}` stands for a query that is offered, and so on. */
  path: string;
  input: Record<string, unknown>;
  wrong: Record<string, string>;
};

/** Urgency as it is asked for. */
export const urgent = {
  urgency: 'requested' as const,
  neededBy: '2099-01-31',
  urgencyReason: 'The session begins',
};
const rlo = String.fromCharCode(0x202e);
const lone = String.fromCharCode(0xd83d);

const questions: readonly [string, Record<string, unknown>, Record<string, string>][] = [
  ['no title', { title: undefined }, { title: 'required' }],
  ['an empty title', { title: '  ' }, { title: 'required' }],
  ['a title of 201 characters', { title: 'x'.repeat(201) }, { title: 'too-long' }],
  ['a title of 201 emoji', { title: '😀'.repeat(201) }, { title: 'too-long' }],
  ['a number as title', { title: 7 }, { title: 'wrong-type' }],
  ['null as title', { title: null }, { title: 'wrong-type' }],
  ['an object as title', { title: { toString: 'x' } }, { title: 'wrong-type' }],
  ['a list as title', { title: ['a', 'b'] }, { title: 'wrong-type' }],
  ['a line break in the title', { title: 'a\nb' }, { title: 'control-characters' }],
  ['a bell in the title', { title: 'a\u0007b' }, { title: 'control-characters' }],
  ['a text turned around in the title', { title: `a${rlo}b` }, { title: 'control-characters' }],
  ['a byte order mark in the title', { title: 'a\ufeffb' }, { title: 'control-characters' }],
  ['half a character in the title', { title: `a${lone}b` }, { title: 'control-characters' }],
  ['no body', { body: undefined }, { body: 'required' }],
  ['a body of 10,001 characters', { body: 'x'.repeat(10_001) }, { body: 'too-long' }],
  ['a NUL in the body', { body: 'a\u0000b' }, { body: 'control-characters' }],
  ['a text turned around in the body', { body: `a\u2066b` }, { body: 'control-characters' }],
  ['half a character in the body', { body: `${lone}` }, { body: 'control-characters' }],
  ['an unknown topic', { topic: 'astrology' }, { topic: 'unknown-option' }],
  ['a topic that every object has', { topic: 'constructor' }, { topic: 'unknown-option' }],
  ['no topic', { topic: '' }, { topic: 'required' }],
  ['an unknown language', { language: 'tlh' }, { language: 'unknown-option' }],
  ['a language in upper case', { language: 'EN' }, { language: 'unknown-option' }],
  ['an unknown urgency', { urgency: 'yesterday' }, { urgency: 'unknown-option' }],
  ['urgency granted by oneself', { ...urgent, urgency: 'granted' }, { urgency: 'unknown-option' }],
  ['urgency without date or reason', { urgency: 'requested' }, { neededBy: 'required', urgencyReason: 'required' }],
  ['a date that has passed', { ...urgent, neededBy: '2026-01-05' }, { neededBy: 'past-date' }],
  ['a date that does not exist', { ...urgent, neededBy: '2099-02-30' }, { neededBy: 'invalid' }],
  ['a date the way people write it', { ...urgent, neededBy: '31/01/2099' }, { neededBy: 'invalid' }],
  ['a reason of 501 characters', { ...urgent, urgencyReason: 'x'.repeat(501) }, { urgencyReason: 'too-long' }],
  ['a State of one’s choice', { state: 'FJ' }, { state: 'unknown-field' }],
  ['an unknown State', { state: 'XX' }, { state: 'unknown-field' }],
  [
    'somebody else as asker',
    { askerId: 'x', status: 'answered' },
    { askerId: 'unknown-field', status: 'unknown-field' },
  ],
  [
    'a field that every object has',
    { constructor: 'x', toString: 'y' },
    { constructor: 'unknown-field', toString: 'unknown-field' },
  ],
  [
    'everything at once',
    { title: '', body: 7, topic: 'x', language: 'x' },
    { title: 'required', body: 'wrong-type', topic: 'unknown-option', language: 'unknown-option' },
  ],
];

type Row = [what: string, who: string, path: string, input: Record<string, unknown>, wrong: Record<string, string>];

const others: readonly Row[] = [
  [
    'advice of 40,001 characters',
    'ingrid',
    '/queries/{inProgress}/ask-review',
    { advice: 'x'.repeat(40_001) },
    { advice: 'too-long' },
  ],
  ['empty advice', 'ingrid', '/queries/{inProgress}/ask-review', { advice: ' \n ' }, { advice: 'required' }],
  [
    'advice with a title',
    'ingrid',
    '/queries/{inProgress}/ask-review',
    { advice: 'x', title: 'y' },
    { title: 'unknown-field' },
  ],
  [
    'advice that turns around',
    'ingrid',
    '/queries/{inProgress}/ask-review',
    { advice: `x${rlo}y` },
    { advice: 'control-characters' },
  ],
  ['a draft of nothing', 'ingrid', '/queries/{inProgress}/save-advice', { advice: '' }, { advice: 'required' }],
  [
    'a draft of 40,001 characters',
    'ingrid',
    '/queries/{inProgress}/save-advice',
    { advice: 'x'.repeat(40_001) },
    { advice: 'too-long' },
  ],
  ['an empty note', 'ingrid', '/queries/{inProgress}/add-note', { note: ' ' }, { note: 'required' }],
  [
    'a note of 10,001 characters',
    'ingrid',
    '/queries/{inProgress}/add-note',
    { note: 'x'.repeat(10_001) },
    { note: 'too-long' },
  ],
  ['nothing asked', 'ingrid', '/queries/{inProgress}/ask-information', {}, { asked: 'required' }],
  [
    'a NUL in what is asked',
    'ingrid',
    '/queries/{inProgress}/ask-information',
    { asked: 'a\u0000b' },
    { asked: 'control-characters' },
  ],
  ['no reply', 'litia', '/queries/{waiting}/give-information', { information: ' ' }, { information: 'required' }],
  [
    'a reply with a topic of one’s own',
    'litia',
    '/queries/{waiting}/give-information',
    { information: 'x', topic: 'astrology' },
    { topic: 'unknown-option' },
  ],
  ['nothing to add', 'litia', '/queries/{inProgress}/add-information', {}, { information: 'required' }],
  ['a pause with a date', 'litia', '/queries/{inProgress}/pause', { until: '2099-01-01' }, { until: 'unknown-field' }],
  ['a withdrawal that is not sure', 'litia', '/queries/{inProgress}/withdraw', {}, { sure: 'required' }],
  ['a withdrawal that says no', 'litia', '/queries/{inProgress}/withdraw', { sure: 'no' }, { sure: 'unknown-option' }],
  ['no declaration to clear', 'clearer', '/queries/{toClear}/accept-clearance', {}, { noConflict: 'required' }],
  [
    'a clearance turned down for a reason of one’s own',
    'clearer',
    '/queries/{toClear}/decline-clearance',
    { reason: 'bored' },
    { reason: 'unknown-option' },
  ],
  [
    'nothing checked',
    'clearer',
    '/queries/{clearing}/approve',
    {},
    { checkedNames: 'required', checkedSources: 'required', checkedLanguage: 'required', checkedTone: 'required' },
  ],
  [
    'all but one checked',
    'clearer',
    '/queries/{clearing}/approve',
    { ...everythingChecked, checkedTone: 'no' },
    { checkedTone: 'unknown-option' },
  ],
  ['sent back without a word', 'clearer', '/queries/{clearing}/return', { comment: '' }, { comment: 'required' }],
  ['no follow-up', 'litia', '/queries/{answered}/follow-up', { followUp: ' ' }, { followUp: 'required' }],
  [
    'a follow-up of 10,001 characters',
    'litia',
    '/queries/{answered}/follow-up',
    { followUp: 'x'.repeat(10_001) },
    { followUp: 'too-long' },
  ],
  ['thanks with a text', 'litia', '/queries/{answered}/thank', { body: 'x' }, { body: 'unknown-field' }],
  [
    'two questions of three answered',
    'litia',
    '/queries/{answered}/give-feedback',
    { answered: 'yes', clear: 'very' },
    { clear: 'unknown-option', inTime: 'required' },
  ],
  ['opened again without a word', 'litia', '/queries/{closed}/reopen', {}, { followUp: 'required' }],
  [
    'a draft thrown away for a reason',
    'litia',
    '/queries/{draft}/discard',
    { reason: 'x' },
    { reason: 'unknown-field' },
  ],
  ['no declaration', 'ingrid', '/queries/{offered}/accept', {}, { noConflict: 'required' }],
  [
    'a declaration to the contrary',
    'ingrid',
    '/queries/{offered}/accept',
    { noConflict: 'no' },
    { noConflict: 'unknown-option' },
  ],
  ['no reason to decline', 'ingrid', '/queries/{offered}/decline', {}, { reason: 'required' }],
  ['a reason of one’s own', 'ingrid', '/queries/{offered}/decline', { reason: 'bored' }, { reason: 'unknown-option' }],
  ['nobody to assign to', 'helen', '/queries/{offered}/assign', {}, { expertId: 'required', assignReason: 'required' }],
  [
    'an id that is none',
    'helen',
    '/queries/{offered}/assign',
    { expertId: '../etc', assignReason: 'best-fit' },
    { expertId: 'invalid' },
  ],
  [
    'an expert whom nobody knows',
    'helen',
    '/queries/{offered}/assign',
    { expertId: '0'.repeat(26), assignReason: 'best-fit' },
    { expertId: 'unknown-option' },
  ],
  [
    'a colleague instead of an expert',
    'helen',
    '/queries/{offered}/assign',
    { expertId: 'yusuf', assignReason: 'best-fit' },
    { expertId: 'unknown-option' },
  ],
  [
    'an assignment without a reason of ours',
    'helen',
    '/queries/{offered}/assign',
    { expertId: '0'.repeat(26), assignReason: 'because' },
    { assignReason: 'unknown-option' },
  ],
  [
    'a clearance by nobody',
    'helen',
    '/queries/{clearing}/assign-clearer',
    {},
    { clearerId: 'required', clearerReason: 'required' },
  ],
  [
    'a later date without date or reason',
    'helen',
    '/queries/{offered}/extend',
    {},
    { dueOn: 'required', extensionReason: 'required' },
  ],
  [
    'a later date that does not exist',
    'helen',
    '/queries/{offered}/extend',
    { dueOn: '2099-02-30', extensionReason: 'complex' },
    { dueOn: 'invalid' },
  ],
  [
    'a later date that is none',
    'helen',
    '/queries/{offered}/extend',
    { dueOn: '2026-01-05', extensionReason: 'complex' },
    { dueOn: 'not-later' },
  ],
  [
    'a topic of one’s own',
    'helen',
    '/queries/{offered}/change-topic',
    { topic: 'astrology' },
    { topic: 'unknown-option', topicReason: 'required' },
  ],
  [
    'an end without a way on',
    'helen',
    '/queries/{offered}/turn-down',
    { notAdvisedReason: 'individual-case' },
    { turnTo: 'required' },
  ],
  [
    'a referral to anybody',
    'helen',
    '/queries/{offered}/propose-referral',
    { partner: 'x' },
    { partner: 'unknown-option', referralReason: 'required' },
  ],
  ['a pause for no reason', 'helen', '/queries/{offered}/let-wait', {}, { pauseReason: 'required' }],
  [
    'a question about the text',
    'helen',
    '/queries/{unplaced}/ask-about',
    { about: 'text' },
    { about: 'unknown-option' },
  ],
  [
    'urgency with a date of one’s own',
    'helen',
    '/queries/{offered}/grant-urgency',
    { neededBy: '2099-01-01' },
    { neededBy: 'unknown-field' },
  ],
  [
    'a background without saying by when',
    'litia',
    '/queries/{draft}/save-background',
    { law: 'x'.repeat(1001), tried: 'x'.repeat(5001) },
    { urgency: 'required', law: 'too-long', tried: 'too-long' },
  ],
  [
    'urgency without date or reason, by its own form',
    'litia',
    '/queries/{draft}/save-background',
    { urgency: 'requested' },
    { neededBy: 'required', urgencyReason: 'required' },
  ],
  [
    'no language to reply in',
    'litia',
    '/queries/{draft}/save-contact',
    { language: '', replyLanguages: '', confidentiality: 'secret' },
    { language: 'required', replyLanguages: 'required', confidentiality: 'unknown-option' },
  ],
  [
    'a question among the languages',
    'litia',
    '/queries/{draft}/save-contact',
    { language: 'en', confidentiality: 'standard', body: 'Which?' },
    { replyLanguages: 'required', body: 'unknown-field' },
  ],
  ['a draft made worse', 'litia', '/queries/{draft}/save', { ...asking, title: '' }, { title: 'required' }],
  [
    'a receipt of one’s choice',
    'litia',
    '/queries/{draft}/send',
    { reference: 'CTI-0000-0000-0' },
    { reference: 'unknown-field' },
  ],
];

/** Everything that can be wrong in what a form of a query holds. */
export const badInputs: readonly BadInput[] = [
  ...questions.map(([what, changes, wrong]) => ({
    ...{ what, who: 'litia', path: '/queries', input: { ...asking, ...changes }, wrong },
  })),
  ...others.map(([what, who, path, input, wrong]) => ({ what, who, path, input, wrong })),
];
