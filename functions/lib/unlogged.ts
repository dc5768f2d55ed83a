/**
 * A client of AWS without the SDK's own log. Nobody reads it, and for it the SDK copies the whole of each call's input and
 * output: a seventh of what a board of fifty costs. Content is not even prepared for a log.
 */
export function unlogged<Client extends { middlewareStack: { remove(name: string): boolean } }>(
  client: Client,
): Client {
  if (!client.middlewareStack.remove('loggerMiddleware')) throw new Error('the SDK calls its log by another name');
  return client;
}
