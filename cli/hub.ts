import { Command } from 'commander';
import { rosterColumns } from '../shared/roster-file.ts';
import { importExperts } from './experts.ts';
import { exportLedgers } from './ledger-export.ts';
import { publicKey } from './ledger-key.ts';
import { verifyLedgers } from './ledger-verify.ts';
import { redrive } from './notices.ts';
import { CannotRun, operator } from './operator.ts';
import { addMember, type Newcomer } from './people.ts';
import { rebuildReports } from './report-rebuild.ts';
import { seed, seedFrom } from './seed.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);

const hub = new Command('hub')
  .description('What an operator of the Advice Hub does from the command line, with their own AWS credentials.')
  .option('--local', 'speak to the hub that npm start runs on this machine');
const ledger = hub.command('ledger').description('the record of everything that was done');
const at = () => operator(hub.opts<{ local?: boolean }>());

ledger
  .command('verify')
  .description('check every entry and anchor; exit code 1 when any is not as it was written')
  .option('--query <id>', 'one ledger only, of a query, person or institution')
  .action(async ({ query }: { query?: string }) => {
    if (!(await verifyLedgers(at(), query, say))) process.exitCode = 1;
  });

ledger
  .command('export')
  .description('write ledgers, anchors and public key as files for somebody else to check')
  .requiredOption('--out <folder>', 'where to, a folder that is empty or not there yet')
  .action(({ out }: { out: string }) => exportLedgers(at(), out, say));

ledger
  .command('key')
  .description('print the public key that anchors are checked with')
  .action(async () => {
    const { pem, fingerprint } = await publicKey(at());
    process.stdout.write(pem);
    process.stderr.write(`SHA-256 of the key: ${fingerprint}\n`);
  });

hub
  .command('notices')
  .description('what people are told of')
  .command('redrive')
  .description('say which notices should have left by now, and with --go put them back on their way')
  .option('--go', 'do it')
  .action(async ({ go = false }: { go?: boolean }) => {
    await redrive(at(), { go, now: new Date().toISOString() }, say);
  });

hub
  .command('people')
  .description('who is on the hub')
  .command('add')
  .description('let in the first members of a hub; the secretariat invites everybody else on its pages')
  .requiredOption('--role <role>', 'secretariat or auditor')
  .requiredOption('--email <address>', 'the address they sign in with')
  .requiredOption('--name <name>', 'what they are called')
  .option('--language <language>', 'ar, en, es, fr or pt', 'en')
  .option('--time-zone <zone>', 'where they work', 'Europe/Zurich')
  .action((newcomer: Newcomer) => addMember(at(), newcomer, new Date().toISOString(), say));

hub
  .command('experts')
  .description('who advises')
  .command('import')
  .description(
    'say what a CSV file of experts would change, and with --apply carry it out; exit code 1 when it is at fault',
  )
  .argument('<file>', `columns: ${rosterColumns.all.join(', ')}`)
  .option('--apply', 'do it')
  .action(async (file: string, { apply = false }: { apply?: boolean }) => {
    const { problems } = await importExperts(at(), file, { apply, now: new Date().toISOString() }, say);
    if (problems > 0) process.exitCode = 1;
  });

hub
  .command('report')
  .description('the figures of how soon the hub answers')
  .command('rebuild')
  .description('count every ledger anew and say what the figures differ in, and with --apply put it right')
  .option('--from <month>', 'where to begin looking, unless figures are kept of earlier months', '2025-01')
  .option('--apply', 'do it')
  .action(async ({ from, apply = false }: { from: string; apply?: boolean }) => {
    const { differences } = await rebuildReports(at(), { from, apply, now: new Date().toISOString() }, say);
    if (differences > 0 && !apply) process.exitCode = 1;
  });

hub
  .command('seed')
  .description('make up questions on this machine and lead them through their lives, to see how the hub bears many')
  .argument('<count>', 'how many', Number)
  .action(async (count: number) => {
    await seed(at(), { count, from: seedFrom(Date.now()), to: Date.now() }, say);
    say(
      'Response times follow as the hub counts them, one by one. At once: npm run hub -- --local report rebuild --apply',
    );
  });

try {
  await hub.parseAsync();
} catch (error) {
  // 1 says that the record is not whole; not being able to look is something else.
  process.exitCode = 2;
  const told =
    error instanceof CannotRun ? error.message : error instanceof Error ? `${error.name}: ${error.message}` : error;
  process.stderr.write(`${told}\n`);
}
