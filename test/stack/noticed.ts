import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { newNotice } from '../../functions/lib/notice-item.ts';
import { signIn } from '../../local/api-client.ts';
import { demoPassword } from '../../local/demo-people.ts';
import type { Mail } from '../../local/ses.ts';
import { newId } from '../../shared/identifiers.ts';
import type { Notice } from '../../shared/notices.ts';
import type { World } from './world.ts';

const Made = z.object({ id: z.string(), version: z.int() });

/** What tests of notices do to the hub, beside what people do. */
export function noticed(world: World) {
  const { hub, dynamo } = world;
  const table = (name: string) => hub.tableName(name);

  return {
    /** A question that this official has sent; nobody is left to be told of it. */
    async asked(name: string): Promise<string> {
      const email = world.emailOf(name);
      const api = await signIn(hub.origin, email, demoPassword, () => hub.people.codeOf(email));
      const question = {
        title: 'A title nobody mails',
        body: 'A body nobody mails',
        topic: 'npm',
        language: 'zh',
        urgency: 'standard',
        individualCase: 'no',
        confidentiality: 'standard',
      };
      const { id, version } = Made.parse((await api.post('/queries', question)).body);
      await api.post(`/queries/${id}/send`, {}, version);
      await hub.drain();
      return id;
    },
    /** Tells somebody something, as a change of a query would: the stream does the rest. */
    async tell(notice: Notice, id: string = newId()): Promise<string> {
      const now = new Date().toISOString();
      await dynamo.send(new PutCommand(newNotice(table('Notices'), notice, id, now)));
      return id;
    },
    async noticeOf(id: string): Promise<Record<string, unknown> | undefined> {
      const get = new GetCommand({ TableName: table('Notices'), Key: { id }, ConsistentRead: true });
      return (await dynamo.send(get)).Item;
    },
    async personOf(name: string): Promise<Record<string, unknown> | undefined> {
      const key = `person#${world.personOf(name).id}`;
      const get = new GetCommand({ TableName: table('Directory'), Key: { key }, ConsistentRead: true });
      return (await dynamo.send(get)).Item;
    },
    /** Sets one attribute of a person, past every policy. */
    async craftPerson(name: string, attribute: string, value: unknown): Promise<void> {
      await dynamo.send(
        new UpdateCommand({
          TableName: table('Directory'),
          Key: { key: `person#${world.personOf(name).id}` },
          UpdateExpression: 'SET #name = :value',
          ExpressionAttributeNames: { '#name': attribute },
          ExpressionAttributeValues: { ':value': value },
        }),
      );
    },
    /** Lets the time of a notice's next attempt come, and what watches over it look. */
    async comes(id: string): Promise<void> {
      const past = '2026-01-01T00:00:00.000Z';
      const { status } = (await this.noticeOf(id)) ?? {};
      await world.craft('Notices', { id }, { nextAttemptAt: past, ...(status === 'claimed' && { leaseEndsAt: past }) });
      await hub.tick('watch');
      await hub.drain();
    },
    /** The mails of one notice. */
    mailsOf: (id: string): Mail[] => hub.inbox().filter(({ tags }) => tags.notice === id),
  };
}
