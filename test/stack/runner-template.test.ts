import { expect, inject, it } from 'vitest';
import { gatewayResources } from '../../local/gateway-routes.ts';
import { readTemplate } from '../../local/template.ts';
import { changed, templateIn } from './runner-surroundings.ts';

const cdkOut = inject('cdkOut');

it('refuses to start on a type of resource it does not understand', () => {
  const folder = changed(cdkOut, (resources) => {
    resources.Mystery = { Type: 'AWS::WAFv2::WebACL', Properties: {} };
  });
  expect(() => templateIn(folder)).toThrow(
    /Mystery of the type AWS::WAFv2::WebACL, which the local runner does not understand/,
  );
});

it('refuses to start on a route that somebody must authorise: it would let everybody in', () => {
  const authorised = (properties: object) =>
    changed(cdkOut, (resources) => {
      const [method] = Object.values(resources).filter(({ Type }) => Type === 'AWS::ApiGateway::Method');
      Object.assign(method?.Properties ?? {}, properties);
    });
  expect(() => templateIn(authorised({ AuthorizerId: 'abc' }))).toThrow(/does not know AuthorizerId/);
  expect(() => templateIn(authorised({ AuthorizationType: 'COGNITO_USER_POOLS' }))).toThrow(/AuthorizationType/);
  expect(() => templateIn(authorised({ ApiKeyRequired: true }))).toThrow(/ApiKeyRequired/);
});

it('refuses a function that the gateway has no permission to call', () => {
  const folder = changed(cdkOut, (resources) => {
    for (const [id, { Type }] of Object.entries(resources))
      if (Type === 'AWS::Lambda::Permission') delete resources[id];
  });
  expect(() => gatewayResources(templateIn(folder))).toThrow(/No permission in the template lets the gateway call/);
});

it('refuses a parameter that the template does not allow', () => {
  const parameters = { MailDomain: 'advice-hub.example', CertificateArn: 'arn:aws:acm:local' };
  expect(() => readTemplate(cdkOut, { ...parameters, Origin: 'localhost' })).toThrow(
    /The parameter Origin cannot be "localhost"/,
  );
  expect(() => readTemplate(cdkOut, parameters)).toThrow(/asks for the parameter Origin/);
});

it('says in one sentence that there is nothing to run', () => {
  expect(() => readTemplate('no-such-folder', {})).toThrow(
    /^There is no synthesised template to run: .*manifest.json is missing\.$/,
  );
});

it('gives each function the environment of the template, resolved', () => {
  const environments = templateIn(cdkOut)
    .of('AWS::Lambda::Function')
    .map(({ properties }) => properties.Environment.Variables);
  const vault = environments.find(({ SERVICE_NAME }) => SERVICE_NAME === 'vault');
  const notify = environments.find(({ SERVICE_NAME }) => SERVICE_NAME === 'notify');
  expect(notify).toMatchObject({ ORIGIN: 'http://localhost:4700' });
  expect(vault).toMatchObject({
    CONTENT_KEY_ID: expect.stringMatching(/^arn:aws:kms:eu-central-2:\d{12}:key\/[0-9a-f-]{36}$/),
    SCRIPT_PATH: expect.stringMatching(/^\/assets\/hub-[0-9a-f]{8}\.js$/),
    STYLE_PATH: expect.stringMatching(/^\/assets\/hub-[0-9a-f]{8}\.css$/),
  });
});
