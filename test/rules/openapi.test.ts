import { expect, test } from 'vitest';
import { opened } from '../../functions/lib/envelope.ts';
import { openApi, routes } from '../../functions/routes/described.ts';
import { Refused } from '../../shared/refused.ts';
import { member } from './cast.ts';

type Described = { paths: Record<string, { post?: { parameters: { name: string; in: string }[] } }> };

test('the description asks of a client exactly the headers without which a change is refused', () => {
  const { paths } = openApi(routes) as Described;
  const posts = routes.filter(({ method }) => method === 'POST');
  /** The header whose absence this change is refused for. */
  const missed = (route: (typeof posts)[number], idempotencyKey: string | undefined): string | undefined => {
    try {
      opened(route, 'a request', {}, { idempotencyKey, ifMatch: undefined }, member(1));
      return undefined;
    } catch (error) {
      return error instanceof Refused ? error.reason : undefined;
    }
  };
  for (const route of posts) {
    const told = (paths[route.path]?.post?.parameters ?? []).filter((each) => each.in === 'header');
    const needed = [
      ...(missed(route, undefined) === 'key-required' ? ['Idempotency-Key'] : []),
      ...(missed(route, 'a-key-of-a-client') === 'version-required' ? ['If-Match'] : []),
    ];
    expect([route.path, told.map(({ name }) => name)]).toEqual([route.path, needed]);
  }
  expect(posts.length).toBeGreaterThan(50);
});
