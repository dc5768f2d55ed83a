import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importExperts } from '../../cli/experts.ts';
import { verifyLedgers } from '../../cli/ledger-verify.ts';
import { localOperator, type Operator } from '../../cli/operator.ts';
import { addMember } from '../../cli/people.ts';
import { operatorOf } from '../../local/operator.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let operator: Operator;
let folder: string;
beforeAll(async () => {
  world = await openWorld();
  operator = localOperator(operatorOf(world.hub));
  folder = mkdtempSync(join(tmpdir(), 'advice-hub-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await world.stop();
});

const now = () => new Date().toISOString();
const lines: string[] = [];
const say = (line: string) => void lines.push(line);

const header = 'email,name,locale,time_zone,main_topics,languages,capacity,nationalities,residence,deputy';
const ada = 'ada@experts.example,Ada Obi,en,Africa/Lagos,npm opcat,en fr,3,NG,NG,grace@experts.example';
const written = (content: string | Buffer): string => {
  const file = join(folder, 'experts.csv');
  writeFileSync(file, content);
  return file;
};
const imports = (content: string | Buffer, apply: boolean) => {
  lines.length = 0;
  return importExperts(operator, written(content), { apply, now: now() }, say);
};

describe('a file of experts from the command line', () => {
  test('changes nothing until it is told to, and nothing more the second time', async () => {
    const before = await world.everythingIn('Directory');
    const file = [header, ada].join('\n');
    expect(await imports(file, false)).toEqual({ fresh: 1, changed: 0, unchanged: 0, problems: 0 });
    expect(lines).toEqual([
      'line 2  new  ada@experts.example',
      '1 new, 0 changed, 0 unchanged. Nothing was changed: --apply does it.',
    ]);
    expect(await world.everythingIn('Directory')).toEqual(before);
    expect(await imports(file, true)).toMatchObject({ fresh: 1 });
    expect(await imports(file, true)).toEqual({ fresh: 0, changed: 0, unchanged: 1, problems: 0 });
    expect(await imports(file.replace(',3,', ',5,').replace('Ada Obi', 'Ada Obi-Eze'), true)).toMatchObject({
      changed: 1,
    });
    expect(lines[0]).toBe('line 2  changed  ada@experts.example  details, expertise');
    const { token } = await world.credentialsOf('helen');
    const { text } = await world.wire.json('GET', '/people?find=ada', { token });
    const id = /"id":"(\w{26})"/.exec(text)?.[1] ?? '';
    expect(await world.ledgerOf(id)).toEqual(['person-added', 'details-changed', 'expertise-changed']);
    const kept = await world.itemIn('Directory', { key: `person#${id}` });
    expect(kept?.expertise).toMatchObject({ capacity: 5, deputyId: world.personOf('grace').id });
  });

  test('with a fault in it changes nothing at all', async () => {
    const file = [
      header,
      ada.replaceAll('ada@', 'eve@'),
      ada.replaceAll('ada@', 'ben@').replace('opcat', 'astrology'),
    ].join('\n');
    expect(await imports(file, true)).toMatchObject({ fresh: 1, problems: 1 });
    expect(lines.at(0)).toBe('line 3  main_topics  unknown option  "astrology"');
    expect(lines.at(-1)).toBe('1 new, 0 changed, 0 unchanged, 1 at fault. Nothing was changed.');
    expect(JSON.stringify(await world.everythingIn('Directory'))).not.toContain('eve@');
  });

  test('in another encoding is refused with the line', async () => {
    const file = Buffer.from([header, ada, ada.replace('Obi', 'Ob\u00ed')].join('\n'), 'latin1');
    await expect(imports(file, true)).rejects.toThrow('Line 3 is not in UTF-8.');
  });
});

describe('the first members of a hub', () => {
  const mira = {
    role: 'secretariat',
    email: 'Mira@secretariat.example',
    name: 'Mira',
    language: 'fr',
    timeZone: 'Europe/Zurich',
  };

  test('are let in from the command line, and a command that broke off can be given again', async () => {
    lines.length = 0;
    await addMember(operator, mira, now(), say);
    await addMember(operator, mira, now(), say);
    const [first = '', second = ''] = lines
      .filter((line) => line.includes('password'))
      .map((line) => line.split(': ')[1]);
    const signIn = async (password: string) =>
      (await world.wire.json('POST', '/sign-in', { input: { email: 'mira@secretariat.example', password } })).status;
    expect(await signIn(first)).toBe(401);
    expect(await signIn(second)).toBe(200);
    await expect(addMember(operator, { ...mira, role: 'auditor' }, now(), say)).rejects.toThrow('secretariat');
    await expect(addMember(operator, { ...mira, role: 'expert', email: 'x@y.example' }, now(), say)).rejects.toThrow(
      '--role',
    );
    await expect(addMember(operator, { ...mira, timeZone: 'Mars', email: 'x@y.example' }, now(), say)).rejects.toThrow(
      'timeZone',
    );
  });

  test('and what was done so stands in whole ledgers', async () => {
    lines.length = 0;
    expect([await verifyLedgers(operator, undefined, say), lines]).toEqual([true, expect.anything()]);
  });
});
