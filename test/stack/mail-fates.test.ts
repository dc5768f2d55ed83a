import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MailFate } from '../../local/mail-fates.ts';
import { locales } from '../../shared/languages.ts';
import { NoticeKind } from '../../shared/notices.ts';
import { textIn } from '../../web/text/text.ts';
import { noticed } from './noticed.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let notices: ReturnType<typeof noticed>;
let query: string;
beforeAll(async () => {
  world = await openWorld();
  notices = noticed(world);
  query = await notices.asked('kossi');
});
afterAll(() => world.stop());

const fates = new Map<string, MailFate>();

/** Tells somebody of the question, and lets their mail end so. */
async function told(name: string, fate?: MailFate): Promise<string> {
  if (fate) fates.set(world.emailOf(name), fate);
  world.hub.decideFates((address) => fates.get(address));
  const kind = world.personOf(name).role === 'secretariat' ? 'no-expert' : 'received';
  const id = await notices.tell({ kind, recipientId: world.personOf(name).id, queryId: query });
  await world.hub.drain();
  fates.clear();
  return id;
}
const tasksFor = async (name: string) =>
  (await world.everythingIn('Notices')).filter(
    ({ kind, personId }) => kind === 'undeliverable' && personId === world.personOf(name).id,
  );
const desksTasks = async (name: string) =>
  (await tasksFor(name)).map(({ recipientId, status }) => [recipientId, status]).sort();
let ofEachMember: string[][] = [];
beforeAll(() => {
  ofEachMember = ['helen', 'yusuf'].map((name) => [world.personOf(name).id, 'sent']).sort();
});

describe('what SES reports', () => {
  test('that a mail arrived is put on its notice', async () => {
    const id = await told('kossi');
    expect(await notices.noticeOf(id)).toMatchObject({ status: 'sent', deliveredAt: expect.any(String) });
  });

  test('a mailbox that is full for now loses the notice its mail: the desk has a task, and mail goes on', async () => {
    const id = await told('kossi', 'mailbox-full');
    expect(await notices.noticeOf(id)).toMatchObject({ status: 'undeliverable', why: 'bounced' });
    expect(await desksTasks('kossi')).toEqual(ofEachMember);
    expect(await notices.personOf('kossi')).not.toHaveProperty('mailing');
    expect(await notices.noticeOf(await told('kossi'))).toMatchObject({ status: 'sent' });
  });

  test('more mails that are lost on the same day add nothing to that task', async () => {
    await told('kossi', 'mailbox-full');
    expect(await desksTasks('kossi')).toEqual(ofEachMember);
  });

  test('a mail that SES itself refuses to pass on is undeliverable, and one task for each, even where its mail is lost', async () => {
    expect(await notices.noticeOf(await told('yusuf', 'rejected'))).toMatchObject({
      status: 'undeliverable',
      why: 'rejected',
    });
    expect(await desksTasks('yusuf')).toEqual(
      [
        [world.personOf('helen').id, 'sent'],
        [world.personOf('yusuf').id, 'undeliverable'],
      ].sort(),
    );
  });

  test('a mail to an address that SES will never take is undeliverable at once, and a task for the desk', async () => {
    const lift = world.hub.faults.inject('ses', 'SendEmail', () => ({
      code: 'InvalidParameterValue',
      message: 'Domain contains illegal character.',
    }));
    const id = await told('helen');
    lift();
    expect(await notices.noticeOf(id)).toMatchObject({ status: 'undeliverable', why: 'rejected', attempts: 1 });
    expect((await tasksFor('helen')).map(({ recipientId }) => recipientId).sort()).toEqual(
      ofEachMember.map(([member]) => member),
    );
    expect(await notices.personOf('helen')).not.toHaveProperty('mailing');
    expect(world.hub.deadLetters()).toEqual([]);
  });

  test('an address that bounces takes no more mail, the inbox shows why, and the secretariat gets a task', async () => {
    const bounced = await told('kossi', 'bounced');
    expect(await notices.noticeOf(bounced)).toMatchObject({ status: 'undeliverable', why: 'bounced' });
    expect(await notices.personOf('kossi')).toMatchObject({ mailing: { status: 'bounced' } });
    const { id } = world.personOf('kossi');
    expect(await world.ledgerOf(id)).toEqual(['mail-stopped']);
    // A task of each for the mail that was lost to the full mailbox before, and another for this.
    expect(await desksTasks('kossi')).toEqual([...ofEachMember, ...ofEachMember].sort());

    const later = await told('kossi');
    expect(await notices.noticeOf(later)).toMatchObject({ status: 'undeliverable', why: 'suppressed' });
    expect(notices.mailsOf(later)).toEqual([]);

    const browser = await world.browserOf('kossi');
    const inbox = await browser.open('/inbox');
    expect(inbox.status).toBe(200);
    expect(inbox.html).toContain(`href="/notices/${later}"`);
    const account = await browser.open('/account');
    expect(account.html).toContain('/account/notices');
  });

  test('until the secretariat resumes it on the person’s page, and that is on record', async () => {
    const { id } = world.personOf('kossi');
    const task = (await tasksFor('kossi')).find(({ recipientId }) => recipientId === world.personOf('helen').id);
    const helen = await world.browserOf('helen');
    await helen.open(`/notices/${task?.id}`);
    expect([helen.shown.status, helen.shown.path]).toEqual([200, `/people/${id}`]);
    await helen.submit(`/people/${id}/resume-mail`);
    expect(helen.shown.status).toBe(200);
    expect(helen.shown.html).not.toContain('resume-mail');
    expect(await world.ledgerOf(id)).toEqual(['mail-stopped', 'mail-resumed']);
    expect(await notices.noticeOf(await told('kossi'))).toMatchObject({ status: 'sent' });
  });

  test('a complaint stops mail too, though the mail had arrived', async () => {
    const id = await told('helen', 'complained');
    expect(await notices.noticeOf(id)).toMatchObject({ status: 'sent' });
    expect(await notices.personOf('helen')).toMatchObject({ mailing: { status: 'complained' } });
    expect(await notices.noticeOf(await told('helen'))).toMatchObject({ status: 'undeliverable', why: 'suppressed' });
  });

  test('nothing is left unfinished or set aside, and a mail is tagged with its notice and nothing else', async () => {
    const all = await world.everythingIn('Notices');
    expect(world.hub.deadLetters()).toEqual([]);
    const mail = world.hub.inbox().at(-1);
    expect(mail?.tags).toEqual({ notice: expect.stringMatching(/^[0-9a-z]{26}$/) });
    expect(all.filter(({ status }) => status === 'pending' || status === 'claimed')).toEqual([]);
  });

  test('a claim that nobody marked is not sent again when SES reported the mail', async () => {
    const lift = world.hub.faults.inject('dynamodb', 'UpdateItem', ({ body }) =>
      body.includes(':messageId') ? { code: 'ValidationException', message: 'Broken off.' } : undefined,
    );
    const id = await told('yusuf');
    lift();
    expect(await notices.noticeOf(id)).toMatchObject({
      status: 'claimed',
      accepted: expect.any(Object),
      inDoubt: true,
    });
    await notices.comes(id);
    expect(await notices.noticeOf(id)).toMatchObject({ status: 'sent' });
    expect(notices.mailsOf(id)).toHaveLength(1);
  });

  test('a claim of which nothing is known stays in doubt while SES refuses, and until it is sent', async () => {
    const { inject } = world.hub.faults;
    const unmarked = inject('dynamodb', 'UpdateItem', ({ body }) =>
      body.includes(':messageId') ? { code: 'ValidationException', message: 'Broken off.' } : undefined,
    );
    const id = await told('yusuf', 'unreported');
    unmarked();
    const refusing = inject('ses', 'SendEmail', () => ({ code: 'MessageRejected', message: 'Not today.' }));
    await notices.comes(id);
    refusing();
    expect(await notices.noticeOf(id)).toMatchObject({ status: 'claimed', inDoubt: true });
    expect(notices.mailsOf(id)).toHaveLength(1);
    await notices.comes(id);
    expect(await notices.noticeOf(id)).toMatchObject({ status: 'sent' });
    expect(await notices.noticeOf(id)).not.toHaveProperty('inDoubt');
    expect(notices.mailsOf(id)).toHaveLength(2);
  });
});

describe('who chooses how they hear', () => {
  test('reads it in the inbox without any mail', async () => {
    const yusuf = await world.browserOf('yusuf');
    await yusuf.open('/account');
    await yusuf.submit('/account/notices', { noticesBy: 'inbox' });
    expect(yusuf.shown.status).toBe(200);
    expect(await world.ledgerOf(world.personOf('yusuf').id)).toEqual(['notices-chosen']);
    const id = await told('yusuf');
    expect(await notices.noticeOf(id)).toMatchObject({ status: 'inbox' });
    expect(notices.mailsOf(id)).toEqual([]);
    await yusuf.open('/inbox');
    expect(yusuf.shown.html).toContain(`href="/notices/${id}"`);
  });

  test('finds the reference that a mail bears in the inbox', async () => {
    const [, reference = 'none'] = /Reference: (\S+)/.exec(world.mailsTo('helen').at(-1)?.text ?? '') ?? [];
    const helen = await world.browserOf('helen');
    await helen.open('/inbox');
    expect(helen.shown.html).toContain(`>${reference}<`);
  });

  test('gets one mail a day and no other, the same whether or not something is new', async () => {
    const yusuf = await world.browserOf('yusuf');
    await yusuf.open('/account');
    await yusuf.submit('/account/notices', { noticesBy: 'digest' });
    expect(await notices.noticeOf(await told('yusuf'))).toMatchObject({ status: 'inbox' });
    const before = world.hub.inbox().length;
    await world.hub.tick('digest');
    await world.hub.tick('digest');
    await world.hub.drain();
    const [digest, ...others] = world.hub.inbox().slice(before);
    expect(others).toEqual([]);
    expect(digest?.to).toEqual([world.emailOf('yusuf')]);
    await yusuf.open(`/notices/${digest?.tags.notice}`);
    expect(yusuf.shown.path).toBe('/inbox');
    expect(yusuf.shown.html).not.toContain(`/notices/${digest?.tags.notice}`);
  });

  test('sees what they were told however many daily mails came since: those have no place in the inbox', async () => {
    const yusuf = await world.browserOf('yusuf');
    const recipientId = world.personOf('yusuf').id;
    const earlier = await told('yusuf');
    for (let day = 0; day < 25; day += 1) await notices.tell({ kind: 'digest', recipientId });
    await world.hub.drain();
    await yusuf.open('/inbox');
    expect(yusuf.shown.html).toContain(`href="/notices/${earlier}"`);
    expect(yusuf.shown.html).not.toContain(textIn('en')('inbox.none'));
  });

  test('sees nothing of anybody else’s, and no link to what is no longer theirs', async () => {
    const litia = await world.browserOf('litia');
    const id = await notices.tell({ kind: 'received', recipientId: world.personOf('litia').id, queryId: query });
    await world.hub.drain();
    expect(await notices.noticeOf(id)).toMatchObject({ status: 'cancelled' });
    await litia.open('/inbox');
    expect(litia.shown.html.match(/\/notices\//g)).toBeNull();
    expect(litia.shown.html.match(/<li><h2>/g)).toHaveLength(1);
  });
});

test('every mail there is can be looked at here, in every language', async () => {
  for (const kind of NoticeKind.options) {
    for (const locale of locales) {
      const page = await fetch(`${world.hub.origin}/_local/mail?${new URLSearchParams({ kind, locale })}`);
      const html = await page.text();
      expect(page.status).toBe(200);
      expect(html).toContain(textIn(locale)(`mail.${kind}.sentence`));
      expect(html).toContain(`lang=&quot;${locale}&quot;`);
    }
  }
  expect((await fetch(`${world.hub.origin}/_local/mail?kind=none&locale=xx`)).status).toBe(200);
});
