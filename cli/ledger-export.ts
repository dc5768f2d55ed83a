import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesOf } from './evidence-files.ts';
import { CannotRun, type Operator } from './operator.ts';
import { readEvidence } from './read-evidence.ts';

/** `hub ledger export`: writes ledgers, anchors and public key as files that anybody can check with code of their own. */
export async function exportLedgers(at: Operator, out: string, say: (line: string) => void): Promise<void> {
  if (existsSync(out) && readdirSync(out).length > 0) throw new CannotRun(`${out} is not empty.`);
  const files = filesOf(await readEvidence(at));
  for (const [path, text] of files) {
    const file = join(out, path);
    // Confidential all the same: who asked and who answered is in it, though not what.
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, text, { mode: 0o600 });
  }
  say(`${files.size.toLocaleString('en')} files in ${out}. Check them with: node verifier/verify.mjs ${out}`);
}
