import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type Answered, targetOf } from './wire.ts';

// A process of its own: answers calls to AWS as they were answered before, by what was called and, where it is known, by
// the whole of what was said.

/** What this process is sent: the file with the answers of one operation, which get a port of their own. */
export type Canned = { file: string };

process.on('message', ({ file }: Canned) => {
  const answers: Answered[] = JSON.parse(readFileSync(file, 'utf8'));
  const exact = new Map(answers.map((each) => [`${each.target} ${each.body}`, each]));
  const last = new Map(answers.map((each) => [each.target, each]));
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, (request, response) => {
    const target = targetOf(request);
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.once('end', () => {
      const found = exact.get(`${target} ${body}`) ?? last.get(target);
      if (!found) {
        response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end('{"__type":"NothingCanned"}');
        return;
      }
      response
        .writeHead(200, {
          'content-type': found.type,
          'content-length': Buffer.byteLength(found.reply),
          'x-amzn-requestid': '00000000-0000-4000-8000-000000000000',
        })
        .end(found.reply);
    });
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.send?.({ port: typeof address === 'object' ? address?.port : undefined });
  });
});
process.on('disconnect', () => process.exit());
