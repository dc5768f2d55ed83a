import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Answers, Told } from './answers.ts';
import { askingOf, backgroundOf, type Confided, evidenceOf } from './confided.ts';
import { everythingChecked } from './steps.ts';
import type { World } from './world.ts';

const Made = z.object({ id: z.string() });
const InReview = z.object({
  clearance: z.object({ clearer: z.object({ expertId: z.string() }).optional() }),
});
const Versioned = z.object({ version: z.int() });

/** Where the story stands: a draft, a question in progress, and one that is only offered. */
export type Standing = { draft: string; inProgress: string; offered: string; institutionId: string };

/** What people do with their questions, told as requests; whether each is granted is not asked here. */
export function story(world: World, { said }: Confided, { reads, posts }: Answers) {
  const idOf = (name: string) => world.personOf(name).id;
  const versionOf = async (id: string) => Versioned.parse(await world.itemIn('Queries', { id })).version;

  /** Moves a query from where it stands. */
  async function moves(
    who: string,
    id: string,
    verb: string,
    input: Record<string, string> = {},
    page = false,
  ): Promise<Told> {
    return posts(who, `/queries/${id}/${verb}`, input, await versionOf(id), page);
  }

  async function drafted(page = false, who = 'asker'): Promise<string> {
    const confidentiality = who === 'guarded' ? 'restricted' : 'standard';
    const { text, headers } = await posts(who, '/queries', { ...askingOf(said), confidentiality }, undefined, page);
    return page
      ? String(headers.location).slice('/queries/'.length, '/queries/'.length + 26)
      : Made.parse(JSON.parse(text)).id;
  }

  /** A question on its way to the expert of the story. */
  async function offered(): Promise<string> {
    const id = await drafted();
    await moves('asker', id, 'send');
    await world.hub.drain();
    const { offer } = z
      .object({ offer: z.object({ expertId: z.string() }).optional() })
      .parse(await world.itemIn('Queries', { id }));
    if (offer?.expertId !== idOf('expert'))
      await moves('member', id, 'assign', { expertId: idOf('expert'), assignReason: 'best-fit' });
    return id;
  }

  async function accepted(): Promise<string> {
    const id = await offered();
    await moves('expert', id, 'accept', { noConflict: 'yes' });
    return id;
  }

  /** Advice that is handed in, and taken by the second expert of the story to be cleared. */
  async function cleared(id: string, advice: 'advice' | 'advice sent back'): Promise<void> {
    await moves('expert', id, 'ask-review', { advice: said[advice] }, true);
    await world.hub.drain();
    const { clearance } = InReview.parse(await world.itemIn('Queries', { id }));
    if (clearance.clearer?.expertId !== idOf('clearer'))
      await moves('member', id, 'assign-clearer', { clearerId: idOf('clearer'), clearerReason: 'best-fit' });
    for (const page of [true, false]) await reads('clearer', `/queries/${id}/clearance`, page);
    await moves('clearer', id, 'accept-clearance', { noConflict: 'yes' }, true);
  }

  /** Everybody who has a part opens the text, and their list, in both forms. */
  async function readersLook(id: string): Promise<void> {
    for (const who of ['asker', 'colleague', 'expert', 'clearer', 'member'])
      for (const page of [true, false]) await reads(who, `/queries/${id}${who === 'member' ? '/card' : ''}`, page);
    for (const who of ['expert', 'clearer']) await reads(who, '/queue', true);
    for (const page of [true, false]) await reads('other', `/queries/${id}/stand-in`, page);
    await reads('asker', `/queries/${id}/access`, true);
  }

  const saved = { ...askingOf(said), title: said['saved title'], body: said['saved body'] };
  const glass = { reason: 'legal-duty', text: said['reason for an emergency'] };

  /** The whole of it once, by pages and documents, with everybody who may and some who may not. */
  async function whole(): Promise<Standing> {
    await posts('asker', '/ask/scope', { individualCase: 'yes' }, undefined, true);
    for (const path of ['/ask?about=general', '/ask/question?about=general']) await reads('asker', path, true);
    await posts(
      'asker',
      '/queries',
      { ...askingOf(said), title: said['refused text'], topic: 'none-of-ours' },
      undefined,
      true,
    );
    await posts('asker', '/queries', { ...askingOf(said), title: said['refused text'], topic: 'none-of-ours' });
    const draft = await drafted(true);
    for (const page of ['edit', 'question', 'background', 'contact'])
      for (const html of [true, false]) await reads('asker', `/queries/${draft}/${page}`, html);
    await moves('asker', draft, 'save-background', backgroundOf(said), true);
    await moves('asker', draft, 'save-contact', { language: 'en', replyLanguages: '' }, true);
    await moves('asker', draft, 'save', saved, true);
    await reads('asker', `/queries/${draft}/check`, true);
    await moves('asker', draft, 'add-co-owner', { email: world.emailOf('colleague') }, true);

    const inProgress = await offered();
    for (const page of [true, false]) await reads('expert', `/queries/${inProgress}/offer`, page);
    await moves('member', inProgress, 'grant-urgency');
    await moves('expert', inProgress, 'accept', { noConflict: 'yes' }, true);
    await moves('asker', inProgress, 'add-co-owner', { email: world.emailOf('colleague') });
    await moves('colleague', inProgress, 'restrict');
    await moves('asker', inProgress, 'unrestrict', { consent: 'yes' });
    await moves('member', inProgress, 'request-glass', glass, true);
    await moves('second', inProgress, 'approve-glass', {}, true);
    await everybodyLooks(inProgress);
    await moves('expert', inProgress, 'ask-information', { asked: said.asked }, true);
    await moves('colleague', inProgress, 'give-information', { information: said.information }, true);
    await moves('asker', inProgress, 'add-information', { information: said.information });
    await moves('expert', inProgress, 'save-advice', { advice: said['draft of advice'] }, true);
    await moves('expert', inProgress, 'add-note', { note: said.note });
    await readersLook(inProgress);
    // To where nobody may send it, and to where nothing is: it is refused, and must not be kept either.
    const refused = { body: said['refused text'], advice: said['refused text'] };
    for (const page of [true, false]) {
      await posts('other', `/queries/${inProgress}/ask-review`, refused, 1, page);
      await posts('expert', `/queries/${inProgress}/save`, refused, 1, page);
      await posts('expert', '/nowhere', refused, 1, page);
    }

    const answered = await accepted();
    await moves('expert', answered, 'add-note', { note: said.note }, true);
    await cleared(answered, 'advice sent back');
    await readersLook(answered);
    await moves('clearer', answered, 'return', { comment: said.comment }, true);
    await readersLook(answered);
    await cleared(answered, 'advice');
    await moves('clearer', answered, 'approve', everythingChecked, true);
    await world.hub.drain();
    await everybodyLooks(answered);
    await moves('asker', answered, 'give-feedback', { answered: 'yes', clear: 'yes', inTime: 'yes' }, true);
    await moves('colleague', answered, 'follow-up', { followUp: said['follow-up'] }, true);
    await world.hub.drain();
    await readersLook(answered);
    await moves('asker', answered, 'withdraw', { sure: 'yes' }, true);

    // A restricted question, from the offer to a second expert: none of them learns which State asks. A deputy has no part in it.
    const guarded = await drafted(false, 'guarded');
    await moves('guarded', guarded, 'send');
    // Nobody is asked by itself: the secretariat is told, and gives it to somebody.
    await world.hub.drain();
    await moves('member', guarded, 'assign', { expertId: idOf('expert'), assignReason: 'best-fit' });
    for (const page of [true, false]) await reads('expert', `/queries/${guarded}/offer`, page);
    await moves('expert', guarded, 'accept', { noConflict: 'yes' }, true);
    for (const page of [true, false]) await reads('other', `/queries/${guarded}/stand-in`, page);
    await cleared(guarded, 'advice');
    await everybodyLooks(guarded);

    const thrownAway = await drafted();
    await moves('asker', thrownAway, 'add-co-owner', { email: world.emailOf('colleague') });
    await moves('asker', thrownAway, 'discard', {}, true);

    const recused = await accepted();
    await reads('expert', `/queries/${recused}/recuse`, true);
    await moves('expert', recused, 'recuse', { reason: 'conflict' }, true);
    await world.hub.drain();
    const { institutionId } = z
      .object({ institutionId: z.string() })
      .parse(await world.itemIn('Queries', { id: draft }));
    await everybodyElseLooks(institutionId);
    // One that stays as it was written.
    await drafted();
    return { draft, inProgress, offered: await offered(), institutionId };
  }

  /** Everybody opens everything there is of a query, found or not. */
  async function everybodyLooks(id: string): Promise<void> {
    const pages = [
      '',
      '/receipt',
      '/access',
      '/offer',
      '/recuse',
      '/card',
      '/break-glass',
      '/emergency',
      '/edit',
      '/question',
      '/background',
      '/contact',
      '/check',
      '/clearance',
      '/stand-in',
    ];
    for (const who of ['asker', 'colleague', 'expert', 'other', 'clearer', 'member', 'second', 'niamh', 'litia'])
      for (const [index, page] of pages.entries())
        await reads(who, `/queries/${id}${page}`, index % 2 === id.charCodeAt(0) % 2);
    // The text itself is looked at in both its forms, whatever the ids of this run are.
    for (const who of ['asker', 'guarded', 'expert', 'clearer'])
      for (const page of [true, false]) await reads(who, `/queries/${id}`, page);
    for (const page of [true, false]) await reads('niamh', `/ledgers/${id}`, page);
  }

  async function everybodyElseLooks(institutionId: string): Promise<void> {
    const lists: Record<string, readonly string[]> = {
      asker: ['/queries'],
      colleague: ['/queries'],
      expert: ['/queue', '/profile'],
      member: [
        '/board',
        '/board/find',
        '/people',
        '/people?role=official',
        '/people/invite?role=official',
        '/people/invite?role=expert',
        '/settings',
        `/people/${idOf('asker')}`,
        '/institutions',
        `/institutions/${institutionId}`,
      ],
      niamh: ['/ledgers', `/ledgers/${institutionId}`],
    };
    for (const [who, paths] of Object.entries(lists))
      for (const path of paths) for (const page of [true, false]) await reads(who, path, page);
  }

  /** One round of everything, all at once, on queries that stand ready for it; whatever fails, fails. */
  function round({ draft, inProgress, offered: open, institutionId }: Standing): (() => Promise<unknown>)[] {
    return [
      () => posts('asker', '/queries', askingOf(said), undefined, true),
      () => posts('asker', '/queries', askingOf(said)),
      () => reads('asker', `/queries/${draft}/question`, true),
      () => reads('asker', `/queries/${draft}/background`, true),
      () => moves('asker', draft, 'save-background', backgroundOf(said)),
      () => reads('colleague', `/queries/${draft}/check`),
      () => moves('asker', draft, 'save', saved, true),
      () => moves('asker', draft, 'send'),
      () => reads('asker', `/queries/${inProgress}`, true),
      () => reads('colleague', `/queries/${inProgress}`),
      () => reads('expert', `/queries/${inProgress}`, true),
      () => reads('member', `/queries/${inProgress}/emergency`, true),
      () => moves('expert', inProgress, 'ask-review', { advice: said['advice sent back'] }),
      () => moves('expert', inProgress, 'ask-review', { advice: said['advice sent back'] }, true),
      () => moves('expert', inProgress, 'save-advice', { advice: said['draft of advice'] }, true),
      () => moves('expert', inProgress, 'add-note', { note: said.note }),
      () => moves('expert', inProgress, 'ask-information', { asked: said.asked }, true),
      () => moves('asker', inProgress, 'give-information', { information: said.information }),
      () => reads('asker', `/queries/${inProgress}/access`, true),
      () => reads('member', `/queries/${inProgress}/card`, true),
      () => reads('expert', `/queries/${open}/offer`),
      () => moves('expert', open, 'accept', { noConflict: 'yes' }),
      () => moves('expert', open, 'decline', { reason: 'conflict' }, true),
      () => moves('member', open, 'request-glass', glass, true),
      () => posts('second', `/institutions/${institutionId}/confirm`, evidenceOf(said), 1, true),
      () => reads('niamh', `/ledgers/${inProgress}`),
      () => posts('asker', '/ask/scope', { individualCase: 'yes' }),
      () =>
        world.wire.html('POST', '/sign-in', {
          fields: { email: world.emailOf('asker'), password: said.password },
        }),
    ];
  }

  /** Remembers these queries as they stand; answers how to put them back, at new versions. */
  async function remembered({ draft, inProgress, offered: open }: Standing): Promise<() => Promise<void>> {
    const before = await Promise.all([draft, inProgress, open].map((id) => world.itemIn('Queries', { id })));
    return async () => {
      for (const item of before) {
        const version = (await versionOf(String(item?.id))) + 1;
        // What is sealed keeps its version: a draft that was saved again is newer than the one put back.
        const now = await world.itemIn('Queries', { id: String(item?.id) });
        const Item = { ...item, version, parts: now?.parts };
        await world.dynamo.send(new PutCommand({ TableName: world.hub.tableName('Queries'), Item }));
      }
    };
  }

  return { whole, round, remembered };
}
