import { execFileSync } from 'node:child_process';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { quickBuiltIns } from '../../infra/quick-built-ins.ts';

const everyWayToImport = `
  import events, { once } from 'node:events';
  import { join as joined } from 'path';
  import * as os from 'os';
  import { readFile } from 'fs/promises';
  const { inherits } = require('util');
  const later = await import('node:url');
  export { createHash } from 'node:crypto';
  console.log([
    new events().on('x', () => {}).listenerCount('x'), typeof once, joined('a', 'b'), os.EOL, typeof readFile,
    typeof inherits, new later.URL('https://a.example/b').pathname,
  ].join());
`;

test('a bundle finds Node’s modules however they are asked for, and imports none of them', async () => {
  const { outputFiles } = await build({
    stdin: { contents: everyWayToImport, loader: 'ts', resolveDir: import.meta.dirname },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    minify: true,
    plugins: [quickBuiltIns],
  });
  const code = outputFiles[0]?.text ?? '';
  expect(code).not.toMatch(/\bimport\s*[({*"'a-z]/);
  expect(execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' })).toBe(
    '1,function,a/b,\n,function,function,/b\n',
  );
});
