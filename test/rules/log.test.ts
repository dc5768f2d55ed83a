import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { logged, loggedFault } from '../../functions/lib/log.ts';

let lines: string[] = [];
beforeEach(() => {
  lines = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(String(line));
    return true;
  });
  vi.stubEnv('SERVICE_NAME', 'desk');
  vi.stubEnv('_X_AMZN_TRACE_ID', 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1');
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const written = () => lines.map((line): Record<string, unknown> => JSON.parse(line));

describe('a line of the log', () => {
  test('is one line of JSON: what, how grave, when, by which function, in which invocation', () => {
    logged('request', { route: '/queries/{id}', method: 'GET', status: 200, milliseconds: 12 });
    expect(lines[0]).toMatch(/^[^\n]+\n$/);
    expect(written()).toEqual([
      {
        level: 'INFO',
        message: 'request',
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        service: 'desk',
        xray_trace_id: '1-5759e988-bd862e3fe1be46a994272793',
        ...{ route: '/queries/{id}', method: 'GET', status: 200, milliseconds: 12 },
      },
    ]);
  });

  test('says of a fault its name and its places, never its message, which may quote what a person wrote', () => {
    const fault = new TypeError('“The minister’s letter” is no date');
    fault.stack = `TypeError: “The minister’s letter” is no date\n  second line of it\n    at read (index.mjs:1:20)`;
    loggedFault('request failed', fault, { incident: 'k3v9p2xd' });
    expect(written()[0]).toMatchObject({ level: 'ERROR', error: 'TypeError', stack: ['at read (index.mjs:1:20)'] });
    expect(lines.join()).not.toMatch(/minister|second line/);
  });

  test('of something thrown that is no error says what it was', () => {
    loggedFault('record failed', 'a text that somebody wrote', {});
    expect(written()[0]).toMatchObject({ error: 'string', stack: [] });
    expect(lines.join()).not.toContain('somebody');
  });

  test('is left out where Lambda is told that it is not worth one', () => {
    vi.stubEnv('AWS_LAMBDA_LOG_LEVEL', 'ERROR');
    logged('request', { status: 200 });
    loggedFault('request failed', new Error(), {});
    expect(written().map(({ level }) => level)).toEqual(['ERROR']);
  });
});
