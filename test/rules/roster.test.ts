import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv } from '../../shared/csv.ts';
import type { Expert, Person } from '../../shared/people.ts';
import { readRoster, rosterColumns } from '../../shared/roster-file.ts';
import { planRoster } from '../../shared/roster-plan.ts';
import { expert, member } from './cast.ts';
import { prove } from './proof.ts';

const cellsIn = (text: string) => readCsv(text).rows.map(({ cells }) => cells);

describe('a table of comma-separated values', () => {
  test('is read by RFC 4180: quotes, commas and line ends within them, quotes written twice', () => {
    expect(cellsIn('a,b\r\n"1,2","say ""no""\r\nor yes"\r\n')).toEqual([
      ['a', 'b'],
      ['1,2', 'say "no"\nor yes'],
    ]);
    expect(cellsIn('a,\n,b\n""\n')).toEqual([
      ['a', ''],
      ['', 'b'],
    ]);
  });

  test('may have a byte order mark, any line ends, semicolons where the first line has no comma, and empty lines', () => {
    expect(cellsIn('\ufeffa;b\r1;2,5\r\r\n3;"4;5"')).toEqual([
      ['a', 'b'],
      ['1', '2,5'],
      ['3', '4;5'],
    ]);
  });

  test('says on which line a row begins and where a quote goes wrong', () => {
    expect(readCsv('a\n"b\nc"\n\nd').rows.map(({ line }) => line)).toEqual([1, 2, 5]);
    expect(readCsv('a\n"b\nc').fault).toEqual({ line: 2, code: 'open-quote' });
    expect(readCsv('a\n"b"c\n').fault).toEqual({ line: 2, code: 'after-quote' });
  });

  test('gives back whatever was written into it', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', ',', ';', '"', '\n', ' ') });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 5 });
    const written = (rows: string[][]) =>
      rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join('\r\n');
    prove(
      'csv-round-trip',
      table,
      (rows) => {
        const kept = rows.filter((row) => row.some((one) => one.trim() !== ''));
        return JSON.stringify(cellsIn(`x,y\n${written(rows)}`).slice(1)) === JSON.stringify(kept);
      },
      2_000,
    );
  });
});

const header =
  'email,name,locale,time_zone,main_topics,secondary_topics,languages,capacity,absences,deputy,nationalities,residence,employers,declared,treaty_body_states';
const ada =
  'ada@x.example,Ada Obi,en,Africa/Lagos,npm opcat,nhri,en fr,3,2026-12-20/2027-01-04,ben@x.example,NG,NG,GH/2024-06-30 TG,BJ,';
const ben = 'ben@x.example,Ben Roy,fr,Europe/Paris,nhri,,fr,2,,,FR,FR,,,';
const file = (...lines: string[]) => [header, ...lines].join('\n');
const today = '2026-11-22';

const problemsOf = (text: string, known: Person[] = []) =>
  planRoster(text, known, today).problems.map(({ line, column, code, value }) =>
    [line, column, code, value].filter((one) => one !== undefined).join(' '),
  );

/** Everybody as they are after a plan was carried out. */
function carriedOut(plan: ReturnType<typeof planRoster>, known: Expert[]): Expert[] {
  const people = new Map(known.map((one) => [one.id, one]));
  for (const change of plan.rows.flatMap(({ changes }) => changes))
    if (change.kind === 'person' && change.subject.role === 'expert') people.set(change.subject.id, change.subject);
  return [...people.values()];
}

describe('a file of experts', () => {
  test('puts new ones on the roster with all it says, deputies of the same file included', () => {
    const plan = planRoster(file(ada, ben), [], today);
    expect(plan.problems).toEqual([]);
    expect(plan.rows.map(({ line, outcome }) => [line, outcome])).toEqual([
      [2, 'new'],
      [3, 'new'],
    ]);
    const [one, two] = carriedOut(plan, []);
    expect(one).toMatchObject({ email: 'ada@x.example', timeZone: 'Africa/Lagos', status: 'active', version: 1 });
    expect(one?.expertise).toEqual({
      mainTopics: ['npm', 'opcat'],
      secondaryTopics: ['nhri'],
      languages: ['en', 'fr'],
      capacity: 3,
      absences: [{ from: '2026-12-20', to: '2027-01-04' }],
      deputyId: two?.id,
      interests: {
        nationalities: ['NG'],
        residence: 'NG',
        employments: [{ state: 'GH', until: '2024-06-30' }, { state: 'TG' }],
        declared: ['BJ'],
        reviewedByOwnBody: [],
      },
    });
  });

  test('changes nothing the second time, whatever the order of what it lists', () => {
    const known = carriedOut(planRoster(file(ada, ben), [], today), []);
    const again = planRoster(file(ada.replace('npm opcat', 'opcat; npm').replace('en fr', 'fr|en'), ben), known, today);
    expect(again.rows.map(({ outcome, changes }) => [outcome, changes.length])).toEqual([
      ['unchanged', 0],
      ['unchanged', 0],
    ]);
  });

  test('changes what differs, each part by an entry of its own, one version after the other', () => {
    const known = carriedOut(planRoster(file(ada, ben), [], today), []);
    const plan = planRoster(
      file(ada.replace('Ada Obi', 'Ada Obi-Eze').replace(',3,', ',4,').replace(',BJ,', ',BJ ML,'), ben),
      known,
      today,
    );
    expect(plan.rows[0]?.what).toEqual(['details', 'expertise', 'ties']);
    expect(plan.rows[0]?.changes.map(({ event, subject }) => [event.code, subject.version])).toEqual([
      ['details-changed', 2],
      ['expertise-changed', 3],
      ['interests-changed', 4],
    ]);
    const again = planRoster(
      file(ada.replace('Ada Obi', 'Ada Obi-Eze').replace(',3,', ',4,').replace(',BJ,', ',BJ ML,'), ben),
      carriedOut(plan, known),
      today,
    );
    expect(again.rows.every(({ outcome }) => outcome === 'unchanged')).toBe(true);
  });

  test('may say in which languages somebody works without being fluent, and takes one that is in both for a mistake', () => {
    const known = carriedOut(planRoster(file(ada, ben), [], today), []);
    const levels = [
      'email,name,locale,time_zone,main_topics,languages,working_languages,capacity,nationalities,residence',
      'ada@x.example,Ada Obi,en,Africa/Lagos,npm opcat,en,fr ar,3,NG,NG',
    ].join('\n');
    const plan = planRoster(levels, known, today);
    expect(plan.rows[0]?.what).toEqual(['expertise']);
    const after = carriedOut(plan, known);
    expect(after[0]?.expertise).toMatchObject({ languages: ['en'], workingLanguages: ['fr', 'ar'] });
    expect(planRoster(levels, after, today).rows.map(({ outcome }) => outcome)).toEqual(['unchanged']);
    // A file without the column leaves the levels; what it calls fluent is fluent.
    expect(carriedOut(planRoster(file(ada, ben), after, today), after)[0]?.expertise).toMatchObject({
      languages: ['en', 'fr'],
      workingLanguages: ['ar'],
    });
    expect(problemsOf(levels.replace('fr ar', 'fr en'), known)).toEqual(['2 working_languages also-fluent']);
  });

  test('leaves as it is what it has no column for', () => {
    const known = carriedOut(planRoster(file(ada, ben), [], today), []);
    const short = [
      'email,name,locale,time_zone,main_topics,languages,capacity,nationalities,residence',
      'ada@x.example,Ada Obi,en,Africa/Lagos,npm opcat,en fr,3,NG,NG',
    ].join('\n');
    expect(planRoster(short, known, today).rows.map(({ outcome }) => outcome)).toEqual(['unchanged']);
  });

  test.each<[string, string, string[]]>([
    ['an empty file', '', ['1 empty-file']],
    [
      'an unknown column and a missing one',
      file(ada).replace('capacity', 'room'),
      ['1 unknown-column room', '1 missing-column capacity'],
    ],
    ['a column twice', file(ada).replace('declared', 'deputy'), ['1 column-twice deputy']],
    ['a row that is too short', file('a,b'), ['2 wrong-number-of-cells 2 / 15']],
    [
      'an unknown topic, language and State',
      file(ada.replace('opcat', 'astrology').replace('en fr', 'en tlh').replace(',BJ,', ',XX,')),
      ['2 main_topics unknown-option astrology', '2 languages unknown-option tlh', '2 declared unknown-state XX'],
    ],
    ['no topic', file(ben.replace('nhri', '')), ['2 main_topics required']],
    [
      'a bad date, an absence that ends first',
      file(ada.replace('2027-01-04', '2027-13-04'), ben.replace(',2,,', ',2,2027-02-02/2027-02-01,')),
      ['2 absences invalid 2026-12-20/2027-13-04', '3 absences ends-first 2027-02-02/2027-02-01'],
    ],
    [
      'too much room, and no number',
      file(ada.replace(',3,', ',51,'), ben.replace(',2,', ',two,')),
      ['2 capacity out-of-range 51', '3 capacity invalid two'],
    ],
    ['an address twice', file(ben, ben.replace('ben@', 'BEN@')), ['3 email same-address 2']],
    [
      'a bad address and an unknown zone',
      file(ben.replace('ben@x', 'ben').replace('Europe/Paris', 'Paris')),
      ['2 email invalid ben.example', '2 time_zone unknown-zone Paris'],
    ],
    [
      'a topic that is main and secondary',
      file(ben.replace('nhri,,', 'nhri,npm nhri,')),
      ['2 secondary_topics also-main'],
    ],
    ['an unknown deputy, and oneself', file(ada, ben.replace(',2,,,', ',2,,ben@x.example,')), ['3 deputy own-deputy']],
    ['a deputy nobody knows', file(ada), ['2 deputy unknown-deputy ben@x.example']],
    ['letters that were not UTF-8', file(ben.replace('Roy', 'R\ufffdy')), ['2 not-utf-8']],
    ['a quote that stays open', file(ada, `"${ben}`), ['3 open-quote']],
  ])('%s is said by line and column', (_, text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  test('never takes an address from somebody of another role', () => {
    expect(problemsOf(file(ben), [{ ...member(4), email: 'Ben@x.example' }])).toEqual([
      '2 email other-role ben@x.example',
    ]);
  });

  test('drops a deputy who was suspended since, unless the file says who stands in', () => {
    const known = carriedOut(planRoster(file(ada, ben), [], today), []).map((one) =>
      one.email === 'ben@x.example' ? { ...one, status: 'suspended' as const } : one,
    );
    expect(problemsOf(file(ada), known)).toEqual(['2 deputy unknown-deputy ben@x.example']);
    const [columns, ...cells] = [header, ada].map((line) => line.split(',').toSpliced(9, 1).join(','));
    const plan = planRoster([columns, ...cells].join('\n'), known, today);
    expect(plan.problems).toEqual([]);
    expect(carriedOut(plan, known).find(({ email }) => email === 'ada@x.example')?.expertise).not.toHaveProperty(
      'deputyId',
    );
  });

  test('with no line but the first says and does nothing', () => {
    expect(readRoster(header)).toEqual({ rows: [], problems: [] });
    expect(planRoster(header, [expert(1)], today)).toEqual({ rows: [], problems: [] });
    const all = [...header.split(','), 'working_languages'];
    expect(rosterColumns.all).toEqual(all.toSorted((a, b) => order(a) - order(b)));
  });
});

const order = (name: string): number => rosterColumns.all.indexOf(name);
