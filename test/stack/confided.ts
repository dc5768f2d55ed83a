import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { newId } from '../../shared/identifiers.ts';
import { locales } from '../../shared/languages.ts';
import { Expert, Official, SecretariatMember } from '../../shared/people.ts';
import { stateName } from '../../web/text/states.ts';
import { textIn } from '../../web/text/text.ts';
import { type Answers, answersOf } from './answers.ts';
import type { Word } from './search.ts';
import type { World } from './world.ts';

/** A word that nobody else writes, with letters of two and three bytes, so that each encoding changes it. */
const unheardOf = (name: string) => `${name}-naïve-${randomBytes(9).toString('hex')}-酷刑`;

const contents = [
  ...(['title', 'body', 'saved title', 'saved body', 'law', 'tried', 'refused text'] as const),
  ...(['asked', 'information', 'follow-up'] as const),
  ...(['advice', 'advice sent back', 'draft of advice', 'note', 'comment'] as const),
] as const;

/** What is written among experts: no page, document or mail to an official, or to the secretariat, ever holds it. */
const amongExperts = ['advice sent back', 'note', 'comment'] as const;
/** What nobody sees but who writes it. */
const ownDraft = 'draft of advice';
const known = ['urgency reason', 'reason for an emergency', 'evidence', 'focal point', 'institution'] as const;
const secrets = ['password'] as const;
const people = [
  ...(['asker', 'guarded asker', 'colleague', 'expert', 'other expert', 'second expert'] as const),
  ...(['member', 'second member'] as const),
] as const;

type Content = (typeof contents)[number];
type Known = (typeof known)[number];
type Part = (typeof people)[number];
type Secret = (typeof secrets)[number];

/** The State that asks, and the topic: words that many use, but nobody else in this world. */
const state = 'TT';
const topic = 'jurisdiction-extradition';
/** The State of a question that is restricted: no expert ever learns that it asked. */
const guarded = 'SR';

/** Everything that is confided to the hub, and to whom. */
export type Confided = { said: Readonly<Record<Content | Known | Part | Secret, string>>; words: readonly Word[] };

const isOneOf = (list: readonly string[], one: string): boolean => list.includes(one);

/** To whom a body at this place was told, and where, as `placesOf` writes it. */
const toldTo = (where: string) => /^a body told to (\S+) at (\S+ \S+)/.exec(where)?.slice(1) ?? [];

/** The addresses at which the text of a question stands. */
const textAt = [
  'GET /queries/{id}',
  'GET /queries/{id}/question',
  'GET /queries/{id}/background',
  'GET /queries/{id}/check',
  'GET /queries/{id}/emergency',
];
const formsWithText = [
  ...[
    'save',
    'save-background',
    'send',
    'give-information',
    'add-information',
    'follow-up',
    'thank',
    'reopen',
    'give-feedback',
    'withdraw',
    ...['pause', 'resume', 'accept-referral', 'refuse-referral'],
  ],
  ...['ask-information', 'save-advice', 'preview-advice', 'ask-review', 'add-note', 'approve', 'return'],
].map((verb) => `POST /queries/{id}/${verb}`);

/** To whom each text is shown. */
function readersOf(name: Content): readonly string[] {
  if (name === ownDraft) return ['expert'];
  return isOneOf(amongExperts, name) ? ['expert', 'clearer'] : ['asker', 'guarded', 'colleague', 'expert', 'clearer'];
}

/** Class C3: sealed, and shown to whoever may read it at the addresses of the text. */
function wordOfContent(name: Content, text: string): Word {
  return {
    name,
    text,
    mayLieIn: (where) => {
      if (where.includes(`after typing`) && where.includes(JSON.stringify(text).slice(1, -1))) return true;
      const [who = '', at = ''] = toldTo(where);
      // Through broken glass at one address, and nowhere else.
      if (who === 'member') return at === 'GET /queries/{id}/emergency' && readersOf(name).includes('asker');
      return isOneOf(readersOf(name), who) && isOneOf([...textAt, ...formsWithText], at);
    },
  };
}

/** Where something of class C2 is kept, to whom it is shown, and to whom at one address alone. */
type Home = { lies: readonly string[]; shown: readonly string[]; at?: readonly string[] };

// Experts choose among each other who stands in for them.
const deputyLists = ['expert', 'clearer', 'other', 'ingrid'].map((who) => `${who} at GET /profile`);

/** Each of them. */
const homes: Record<Known | Part | 'State' | 'topic' | 'guarded State', Home> = {
  'urgency reason': { lies: ['a query in Queries'], shown: ['asker', 'colleague', 'member', 'second'] },
  'reason for an emergency': {
    lies: ['a query in Queries', 'Ledger', 'the stream of Ledger'],
    shown: ['asker', 'colleague', 'member', 'second', 'niamh'],
  },
  evidence: { lies: ['an institution in Directory'], shown: ['member', 'second'] },
  'focal point': { lies: ['an institution in Directory'], shown: ['member', 'second'] },
  institution: { lies: ['an institution in Directory'], shown: ['member', 'second'] },
  asker: { lies: ['a person in Directory'], shown: ['asker', 'colleague', 'member', 'second'] },
  colleague: { lies: ['a person in Directory'], shown: ['asker', 'colleague', 'member', 'second'] },
  'guarded asker': { lies: ['a person in Directory'], shown: ['guarded', 'member', 'second'] },
  // Who advises is nobody's business but the secretariat's, and whoever's who stands in for them.
  expert: {
    lies: ['a person in Directory'],
    shown: ['expert', 'member', 'second'],
    at: ['other at GET /queries/{id}/stand-in', ...deputyLists],
  },
  'second expert': { lies: ['a person in Directory'], shown: ['clearer', 'member', 'second'], at: deputyLists },
  'other expert': { lies: ['a person in Directory'], shown: ['other', 'member', 'second'], at: deputyLists },
  // Who breaks the glass is named to those who ask.
  member: { lies: ['a person in Directory'], shown: ['asker', 'colleague', 'member', 'second'] },
  'second member': { lies: ['a person in Directory'], shown: ['asker', 'colleague', 'member', 'second'] },
  State: {
    lies: [
      'a query in Queries',
      'a person in Directory',
      'an institution in Directory',
      'Ledger',
      'the stream of Ledger',
    ],
    shown: ['asker', 'colleague', 'expert', 'other', 'clearer', 'member', 'second', 'niamh'],
  },
  'guarded State': {
    lies: [
      'a query in Queries',
      'a person in Directory',
      'an institution in Directory',
      'Ledger',
      'the stream of Ledger',
    ],
    shown: ['guarded', 'member', 'second', 'niamh'],
    // Where experts say what they are tied to, every State can be chosen.
    at: ['expert at GET /profile'],
  },
  topic: {
    lies: [
      'a query in Queries',
      'a person in Directory',
      'an institution in Directory',
      'Ledger',
      'the stream of Ledger',
      // Counted there, together with those of everybody else; the sheet of a month is laid out with every topic.
      ...['Reports', 'dynamodb PutItem'],
    ],
    shown: ['asker', 'guarded', 'colleague', 'expert', 'other', 'clearer', 'member', 'second', 'niamh', 'ingrid'],
  },
};

/** Class C2: where it is kept, on its way there, and in the answers to those entitled. */
function wordKnown(name: string, text: string, { lies, shown, at = [] }: Home, more: Partial<Word> = {}): Word {
  return {
    name,
    text,
    mayLieIn: (where) => {
      if (isOneOf([...lies, 'dynamodb TransactWriteItems'], where)) return true;
      if (where.includes('after typing') && where.includes(JSON.stringify(text).slice(1, -1))) return true;
      const [who = '', address = ''] = toldTo(where);
      return isOneOf(shown, who) || isOneOf(at, `${who} at ${address}`);
    },
    ...more,
  };
}

/** What is confided this time. */
export function confide(): Confided {
  const said = Object.fromEntries(
    [...contents, ...known, ...people, ...secrets].map((name) => [name, unheardOf(name.replaceAll(' ', ''))]),
  );
  const Said = z.record(z.enum([...contents, ...known, ...people, ...secrets]), z.string());
  const all = Said.parse(said);
  const names = (of: (locale: (typeof locales)[number]) => string) => [...new Set(locales.map(of))];
  return {
    said: all,
    words: [
      ...contents.map((name) => wordOfContent(name, all[name])),
      ...[...known, ...people].map((name) => wordKnown(name, all[name], homes[name])),
      // Shown to Cognito, which must see it, and to nobody else.
      { name: 'password', text: all.password, mayLieIn: (where) => where === 'cognito-idp AdminInitiateAuth' },
      ...names((locale) => stateName(state, locale)).map((text) => wordKnown('State', text, homes.State)),
      wordKnown('State', state, homes.State, { short: true }),
      ...names((locale) => stateName(guarded, locale)).map((text) =>
        wordKnown('guarded State', text, homes['guarded State']),
      ),
      wordKnown('guarded State', guarded, homes['guarded State'], { short: true }),
      ...names((locale) => String(textIn(locale)(`topic.${topic}`))).map((text) =>
        wordKnown('topic', text, homes.topic),
      ),
      wordKnown('topic', topic, homes.topic),
    ],
  };
}

/** The people of the story and their institution, let in; and a way to ask as them that remembers every answer. */
export async function introduce(world: World, { said }: Confided): Promise<Answers> {
  const answers = answersOf(world);
  const like = (name: string, as: string, changes: object) => ({
    ...world.personOf(as),
    ...{ id: newId(), version: 1, email: `${name}@story.example` },
    ...changes,
  });
  await world.add(SecretariatMember.parse(like('member', 'helen', { name: said.member })));
  await world.add(SecretariatMember.parse(like('second', 'helen', { name: said['second member'] })));
  const registers = async (of: string): Promise<string> => {
    const named = { name: said.institution, kind: 'corrections', state: of };
    const registered = await answers.posts('member', '/institutions', named);
    const { id } = z.object({ id: z.string() }).parse(JSON.parse(registered.text));
    await answers.posts('member', `/institutions/${id}/confirm`, evidenceOf(said), 1);
    return id;
  };
  const institutionId = await registers(state);
  const elsewhere = { institutionId: await registers(guarded), name: said['guarded asker'] };
  const { expertise } = Expert.parse(world.personOf('ingrid'));
  const able = { expertise: { ...expertise, capacity: 50, mainTopics: [topic], languages: ['en'] } };
  await world.add(Official.parse(like('asker', 'litia', { name: said.asker, institutionId })));
  await world.add(Official.parse(like('colleague', 'litia', { name: said.colleague, institutionId })));
  await world.add(Official.parse(like('guarded', 'litia', elsewhere)));
  await world.add(Expert.parse(like('other', 'ingrid', { ...able, name: said['other expert'] })));
  await world.add(Expert.parse(like('clearer', 'ingrid', { ...able, name: said['second expert'] })));
  // The other stands in for the expert.
  const deputised = { expertise: { ...able.expertise, deputyId: world.personOf('other').id } };
  await world.add(Expert.parse(like('expert', 'ingrid', { ...deputised, name: said.expert })));
  return answers;
}

/** What the secretariat knows an institution by. */
export const evidenceOf = (said: Confided['said']) => ({
  evidence: said.evidence,
  focalPoint: said['focal point'],
  expiresOn: '2099-12-31',
});

/** By when, which law it is about, and what was tried. */
export const backgroundOf = (said: Confided['said']) => ({
  ...{ urgency: 'requested', neededBy: '2099-01-31', urgencyReason: said['urgency reason'] },
  ...{ law: said.law, tried: said.tried },
});

/** The question, as it is written at first. */
export const askingOf = (said: Confided['said']) => ({
  ...{ title: said.title, body: said.body, topic, language: 'en', confidentiality: 'standard', individualCase: 'no' },
  ...backgroundOf(said),
});
