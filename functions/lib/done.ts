import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { isTextKey } from '../../web/text/text.ts';
import type { DoneKey } from '../../web/view.ts';
import { cookie } from './read-request.ts';

const isDoneKey = (key: string): key is DoneKey => key.startsWith('done.') && isTextKey(key);

/** What was done just before this page, as the reply to it left word in a cookie. */
export function justDone(event: APIGatewayProxyEvent): DoneKey | undefined {
  const key = cookie(event, 'done') ?? '';
  return isDoneKey(key) ? key : undefined;
}

const around = 'Path=/; Secure; HttpOnly; SameSite=Lax';

/** Adds a cookie to a response. */
function withCookie(response: APIGatewayProxyResult, line: string): APIGatewayProxyResult {
  const cookies = response.multiValueHeaders?.['set-cookie'] ?? [];
  return { ...response, multiValueHeaders: { ...response.multiValueHeaders, 'set-cookie': [...cookies, line] } };
}

/** Leaves word for the next page; a minute later it would be news no more. */
export const leaveWord = (response: APIGatewayProxyResult, done: DoneKey) =>
  withCookie(response, `done=${done}; ${around}; Max-Age=60`);

/** The page has said it: the one after it does not say it again. */
export const wordTaken = (response: APIGatewayProxyResult) => withCookie(response, `done=; ${around}; Max-Age=0`);
