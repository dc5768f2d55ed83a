import { expect, inject, it } from 'vitest';
import { responseOf } from '../../local/gateway-event.ts';
import { gatewayResources, matching } from '../../local/gateway-routes.ts';
import { templateIn } from './runner-surroundings.ts';

const resources = gatewayResources(templateIn(inject('cdkOut')));
const reached = (path: string) => {
  const match = matching(resources, path);
  return [match?.resource.path, match?.parameters];
};

it('finds the most specific resource for a path', () => {
  expect(reached('/')).toEqual(['/', {}]);
  expect(reached('/queries')).toEqual(['/queries', {}]);
  expect(reached('/queries/abc')).toEqual(['/queries/{id}', { id: 'abc' }]);
  expect(reached('/queries/abc/send')).toEqual(['/queries/{id}/send', { id: 'abc' }]);
});

it('gives what no resource is for to the greedy one', () => {
  expect(reached('/no/such/page')).toEqual(['/{proxy+}', { proxy: 'no/such/page' }]);
  expect(reached('/queries/abc/send/more')).toEqual(['/{proxy+}', { proxy: 'queries/abc/send/more' }]);
  expect(reached('/queries//send')).toEqual(['/{proxy+}', { proxy: 'queries//send' }]);
});

it('sends on what a function answers, several cookies included', () => {
  const answer = {
    statusCode: 303,
    headers: { Location: '/home', 'set-cookie': 'lost=1' },
    multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] },
    body: '',
  };
  expect(responseOf(JSON.stringify(answer))).toEqual({
    status: 303,
    headers: { 'Content-Type': 'application/json', Location: '/home', 'Set-Cookie': ['a=1', 'b=2'] },
    body: '',
  });
});

it('takes nothing else for an answer', () => {
  for (const answer of [
    null,
    'text',
    { body: 'no status' },
    { statusCode: 200, body: { not: 'text' } },
    { statusCode: 200, surprise: true },
  ]) {
    expect(responseOf(JSON.stringify(answer))).toBeUndefined();
  }
});
