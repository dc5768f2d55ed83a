import { describe, expect, test } from 'vitest';
import { askReview } from '../../shared/advising.ts';
import { AskedContact, Asking } from '../../shared/asked.ts';
import { send } from '../../shared/asking.ts';
import { draft, save, saveBackground, saveContact } from '../../shared/drafting.ts';
import { base32Of } from '../../shared/identifiers.ts';
import { chained, emptyLedger } from '../../shared/ledger.ts';
import { type Draft, Query } from '../../shared/query.ts';
import { checkCode } from '../../shared/receipt.ts';
import { Refused } from '../../shared/refused.ts';
import { shippedSettings as settings } from '../../shared/settings.ts';
import { missingSteps, stepsOf } from '../../shared/steps.ts';
import { grantUrgency } from '../../shared/timing.ts';
import { asker, ministry, queryIn, now as start } from './cast.ts';
import { asking as whatIsAsked } from './moves.ts';
import { idOf } from './worlds.ts';

const asking = { ...whatIsAsked, neededBy: '2026-03-09' };
const alone = Asking.parse({ title: 'A title', body: 'A question.', topic: 'npm', individualCase: 'no' });
const languages = AskedContact.parse({ language: 'ru', replyLanguages: ['ru', 'fr'], confidentiality: 'standard' });

function draftOf(query: Query): Draft {
  if (query.status !== 'draft') throw new Error('it is a draft');
  return query;
}
const missingIn = (query: Query) => missingSteps(draftOf(query), start.slice(0, 10));
const sent = (query: Query) =>
  send(query, 'CTI-7F3K-92QD-5', { institution: ministry, secretariat: [] }, settings, start).query;
function refusalOf(act: () => unknown) {
  try {
    return act();
  } catch (error) {
    return error instanceof Refused ? error.problems : error;
  }
}

describe('a question', () => {
  test('urgency is asked for, and shortens the target only when it is granted; the start stays', () => {
    const first = draft(idOf(21), asking, asker, ministry, start).query;
    const sent = send(first, 'CTI-7F3K-92QD-5', { institution: ministry, secretariat: [] }, settings, start).query;
    if (sent.status !== 'submitted') throw new Error('it was sent');
    expect(sent.clock.dueAt).toBe('2026-03-17T17:00:00.000Z');
    const { query } = grantUrgency(sent, settings, '2026-03-04T09:00:00.000Z');
    if (query.status !== 'submitted') throw new Error('it was sent');
    expect(query.clock).toMatchObject({ startedAt: start, dueAt: '2026-03-05T17:00:00.000Z' });
  });

  test('urgency needs a date that has not passed and a reason', () => {
    expect(Asking.safeParse({ ...asking, neededBy: '', urgencyReason: '' }).success).toBe(false);
    const yesterday = { ...asking, neededBy: '2026-03-02' };
    expect(() => draft(idOf(21), yesterday, asker, ministry, start)).toThrow('invalid-input');
  });

  test('what concerns an individual case is not even a draft', () => {
    expect(Asking.safeParse({ ...asking, individualCase: 'yes' }).success).toBe(false);
    expect(Asking.safeParse({ ...asking, individualCase: undefined }).success).toBe(false);
  });

  test('a question is asked on behalf of its institution, with its State and kind', () => {
    const { query } = draft(idOf(21), asking, asker, ministry, start);
    expect(query).toMatchObject({ institutionId: ministry.id, institutionKind: 'ministry', state: 'GH', coOwners: [] });
  });

  test('text that is sealed is in the content of a change and nowhere else in it', () => {
    const change = draft(idOf(21), asking, asker, ministry, start);
    const { content, ...rest } = change;
    expect(content?.fields).toEqual({ title: asking.title, body: asking.body });
    expect(JSON.stringify(rest)).not.toContain(asking.title);
    expect(JSON.stringify(rest)).not.toContain(asking.body);
    const { content: advice, ...handedIn } = askReview(queryIn.in_progress, { body: 'The advice.' }, start);
    expect(advice).toEqual({ part: 'advice-1', version: 1, fields: { body: 'The advice.' } });
    expect(JSON.stringify(handedIn)).not.toContain('The advice.');
  });

  test('begins with the question alone: in the asker’s language, without a date, and with two steps to do', () => {
    const { query } = draft(idOf(21), alone, asker, ministry, start);
    expect(query).toMatchObject({
      ...{ language: asker.locale, replyLanguages: [asker.locale], urgency: { level: 'standard' } },
      ...{ confidentiality: 'standard', steps: [], length: alone.body.length },
    });
    expect(draftOf(query).steps).toEqual([]);
    expect(() => sent(query)).toThrow('invalid-input');
  });

  test('can be sent once every step is done, in whatever order, and says which are missing until then', () => {
    const begun = draft(idOf(21), alone, asker, ministry, start).query;
    expect(missingIn(begun)).toEqual(['background', 'contact']);
    expect(refusalOf(() => sent(begun))).toEqual([
      { field: 'background', code: 'missing-step' },
      { field: 'contact', code: 'missing-step' },
    ]);
    const inLanguages = saveContact(begun, languages, start).query;
    expect(missingIn(inLanguages)).toEqual(['background']);
    const byDate = saveBackground(inLanguages, { urgency: 'standard' }, start).query;
    expect(missingIn(byDate)).toEqual([]);
    const query = sent(byDate);
    expect(query).toMatchObject({ status: 'submitted', language: 'ru', replyLanguages: ['ru', 'fr'] });
    expect(Query.safeParse(query).success).toBe(true);
    expect(query).not.toHaveProperty('steps');
    expect(missingIn(saveBackground(begun, { urgency: 'standard' }, start).query)).toEqual(['contact']);
  });

  test('sent whole by a client it has no step to do, and each can still be written anew', () => {
    const whole = draft(idOf(21), asking, asker, ministry, start).query;
    expect(missingIn(whole)).toEqual([]);
    const again = save(whole, alone, start).query;
    expect(again).toMatchObject({
      urgency: whole.status === 'draft' && whole.urgency,
      steps: ['background', 'contact'],
    });
    expect(missingIn(again)).toEqual([]);
  });

  test('whose day has passed since it was chosen has that step to do again', () => {
    const whole = draft(idOf(21), asking, asker, ministry, start).query;
    const [before, after] = ['2026-03-09', '2026-03-10'];
    expect(missingSteps(draftOf(whole), before)).toEqual([]);
    expect(missingSteps(draftOf(whole), after)).toEqual(['background']);
    expect(stepsOf(draftOf(whole), after)[1]).toEqual({ step: 'background', status: 'in-progress' });
  });

  test('counts its background among the characters of its text, and keeps what a step does not name', () => {
    const begun = draft(idOf(21), alone, asker, ministry, start).query;
    const told = saveBackground(begun, { urgency: 'standard', law: 'Bill 1', tried: 'Nothing' }, start);
    expect(told.query).toMatchObject({ length: alone.body.length + 13, backgroundLength: 13 });
    expect(told.content).toEqual({
      ...{ part: 'question', version: 2, fields: { law: 'Bill 1', tried: 'Nothing' } },
      keeps: { version: 1, fields: ['title', 'body'] },
    });
    const rewritten = save(told.query, { ...alone, body: 'Shorter' }, start);
    expect(rewritten.query).toMatchObject({ length: 7 + 13, version: 3 });
    expect(rewritten.content).toMatchObject({ version: 3, keeps: { version: 2, fields: ['law', 'tried'] } });
    const inLanguages = saveContact(rewritten.query, languages, start);
    expect(inLanguages.content).toBeUndefined();
    // The languages touch no text: what is sealed stays at the version under which it was.
    expect(inLanguages.query).toMatchObject({ version: 4, parts: [{ part: 'question', version: 3 }] });
    const emptied = saveBackground(inLanguages.query, { urgency: 'standard', law: '', tried: '' }, start);
    expect(emptied.query).toMatchObject({ length: 7, backgroundLength: 0 });
    expect(emptied.content).toMatchObject({ version: 5, fields: {}, keeps: { version: 3 } });
  });

  test('needs at least one language for the reply, names each once, and is restricted for good', () => {
    const of = (replyLanguages: unknown) => AskedContact.safeParse({ ...languages, replyLanguages });
    expect(of(['', 'fr', 'fr', 'ru']).data?.replyLanguages).toEqual(['fr', 'ru']);
    expect(of('fr').data?.replyLanguages).toEqual(['fr']);
    for (const none of ['', [''], [], undefined]) expect(of(none).success).toBe(false);
    const begun = draft(idOf(21), { ...alone, confidentiality: 'restricted' }, asker, ministry, start).query;
    expect(saveContact(begun, languages, start).query).toMatchObject({ confidentiality: 'restricted' });
  });
});

describe('the check code of a receipt', () => {
  test('is eight symbols of the entry that received the query, and stays whatever happens since', async () => {
    const about = { queryId: idOf(21), actor: { id: asker.id, role: 'official' as const }, at: start };
    const drafted = await chained(emptyLedger, { code: 'drafted', details: {} }, about);
    const whole = draft(idOf(21), asking, asker, ministry, start).query;
    const { event } = send(whole, 'CTI-7F3K-92QD-5', { institution: ministry, secretariat: [] }, settings, start);
    const received = await chained(drafted, event, about);
    const later = await chained(received, { code: 'withdrawn', details: {} }, about);
    expect(checkCode([drafted])).toBeUndefined();
    expect(checkCode([drafted, received])).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(checkCode([drafted, received, later])).toBe(checkCode([drafted, received]));
    expect(base32Of('ffffffffff')).toBe('ZZZZZZZZ');
    // 0 | 1 | 2 | 3 and 4 | 5 | 6 | 7, five bits each.
    expect(base32Of('00443214c7')).toBe('01234567');
  });
});
