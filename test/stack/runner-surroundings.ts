import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import * as z from 'zod';
import type { Call } from '../../local/call.ts';
import { readTemplate, type Template } from '../../local/template.ts';

const parameters = {
  Origin: 'http://localhost:4700',
  MailDomain: 'advice-hub.example',
  CertificateArn: 'arn:aws:acm:eu-central-2:111122223333:certificate/local',
};

/** The synthesised template as the runner reads it. */
export const templateIn = (cdkOut: string): Template => readTemplate(cdkOut, parameters);

/** The logical id of the role of the function of this name. */
export function roleOf(template: Template, functionName: string): string {
  const lambda = template
    .of('AWS::Lambda::Function')
    .find(({ properties }) => properties.Environment.Variables.SERVICE_NAME === functionName);
  const role = template.of('AWS::IAM::Role').find(({ attributes }) => attributes.Arn === lambda?.properties.Role);
  if (!role) throw new Error(`the template has no function ${functionName}`);
  return role.id;
}

const Templated = z.looseObject({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string(), Properties: z.looseObject({}).optional() })),
});
type Resources = z.infer<typeof Templated>['Resources'];

/** A folder that is gone when the test is over. */
export function folderForTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hub-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of the synthesised templates, without the code, in which something is different. */
export function changed(cdkOut: string, change: (resources: Resources) => void): string {
  const folder = folderForTest();
  for (const name of readdirSync(cdkOut).filter((each) => each.endsWith('.json'))) {
    cpSync(join(cdkOut, name), join(folder, name));
    if (!name.endsWith('.template.json')) continue;
    const template = Templated.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    change(template.Resources);
    writeFileSync(join(folder, name), JSON.stringify(template));
  }
  return folder;
}

/** A call as the port hands it to a service. */
export function callOf(service: string, operation: string, input: unknown, role?: string): Call {
  return { service, operation, role, input, body: Buffer.from(JSON.stringify(input)) };
}

/** Calls the AWS port in the name of this access key, as an SDK client would. */
export async function callPort(url: string, accessKeyId: string, target: string, input: object) {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/eu-central-2/any/aws4_request, SignedHeaders=host, Signature=0`,
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': target,
    },
    body: JSON.stringify(input),
  });
  return {
    status: response.status,
    body: z.looseObject({ __type: z.string().optional() }).parse(await response.json()),
  };
}
