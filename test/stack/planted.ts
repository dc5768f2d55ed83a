import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { carrier, type Plant } from './plants.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = ['functions', 'infra', 'shared', 'web', 'package.json', 'tsconfig.json'];

/** A build of a copy of the product with these leaks in it: where its templates are, and how to throw it away. */
export async function planted(plants: readonly Plant[]): Promise<{ cdkOut: string; remove: () => void }> {
  const copy = realpathSync(mkdtempSync(join(tmpdir(), 'hub-planted-')));
  for (const each of built) cpSync(join(root, each), join(copy, each), { recursive: true });
  symlinkSync(realpathSync(join(root, 'node_modules')), join(copy, 'node_modules'));
  for (const { file, find, put } of [...plants.flatMap(({ edits }) => edits), carrier]) {
    const path = join(copy, file);
    const before = readFileSync(path, 'utf8');
    // Some leaks share an edit.
    if (before.includes(put)) continue;
    if (!before.includes(find)) throw new Error(`${file} has changed: there is no place for a leak at "${find}"`);
    writeFileSync(
      path,
      before.replace(find, () => put),
    );
  }
  const cdkOut = join(copy, 'cdk.out');
  await promisify(execFile)(process.execPath, [join(copy, 'infra', 'app.ts')], {
    cwd: copy,
    env: { ...process.env, CDK_OUTDIR: cdkOut },
  });
  return { cdkOut, remove: () => rmSync(copy, { recursive: true, force: true }) };
}
