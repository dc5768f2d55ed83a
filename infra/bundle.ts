import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { bundle as bundleStyle } from 'lightningcss';
import * as z from 'zod';
import { locales } from '../shared/languages.ts';
import { iconPath } from '../web/icon.ts';
import { lambdaCredentials } from './lambda-credentials.ts';
import { quickBuiltIns } from './quick-built-ins.ts';

/** The repository's folder, wherever the command was started. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** What the gateway needs to know of a route: where it is reached and which function answers. */
export const RouteEntry = z.object({
  method: z.enum(['GET', 'POST']),
  path: z.string().regex(/^\/[^\s?#]*$/),
  function: z.string(),
});
export type RouteEntry = z.infer<typeof RouteEntry>;

/** Everything that is deployed: the functions' folders, the routes they answer, the one stylesheet and the one script. */
export interface Bundle {
  functions: readonly string[];
  routes: readonly RouteEntry[];
  stylePath: string;
  scriptPath: string;
  directoryOf(name: string): string;
}

const Described = z.object({
  routes: z.array(z.unknown()).min(1),
  openApi: z.custom<(routes: readonly unknown[]) => object>((value) => typeof value === 'function'),
});

/** How everything that Lambda runs is bundled. */
export const bundling = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  // Escaped, the Arabic catalogue alone would be twice as long.
  charset: 'utf8',
  legalComments: 'none',
  metafile: true,
  jsx: 'automatic',
  jsxImportSource: 'preact',
  banner: { js: "const require=process.getBuiltinModule('node:module').createRequire(import.meta.url);" },
  plugins: [quickBuiltIns, lambdaCredentials],
  logLevel: 'warning',
} satisfies BuildOptions;

/** Bundles every function, the route table, the stylesheet and the script into `into`, and says what came of it. */
export async function bundle(into = join(root, 'build')): Promise<Bundle> {
  const functions = functionNames();
  const directoryOf = (name: string) => join(into, 'functions', name);
  rmSync(join(into, 'functions'), { recursive: true, force: true });

  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: {
      ...Object.fromEntries(functions.map((name) => [`functions/${name}/index`, `functions/${name}.ts`])),
      routes: 'functions/routes/described.ts',
    },
    outdir: into,
    outExtension: { '.js': '.mjs' },
    ...bundling,
  });
  writeFileSync(join(into, 'metafile.json'), JSON.stringify(metafile));
  for (const name of functions) {
    const speaks = 'web/text/catalogues.ts' in (metafile.outputs[outputOf(into, name)]?.inputs ?? {});
    if (speaks)
      for (const file of catalogues) copyFileSync(join(root, 'web/text', file), join(directoryOf(name), file));
  }

  const assets = join(directoryOf('door'), 'assets');
  mkdirSync(assets, { recursive: true });
  const stylePath = `/assets/${kept(assets, 'css', styleBytes())}`;
  const scriptPath = `/assets/${kept(assets, 'js', await scriptBytes())}`;
  if (`/assets/${kept(assets, 'svg', readFileSync(join(root, 'web/icon.svg')))}` !== iconPath)
    throw new Error(`web/icon.svg has another hash than ${iconPath}: name it anew in web/icon.ts.`);
  const { routes, openApi } = await describedBy(join(into, 'routes.mjs'));
  writeFileSync(join(assets, 'openapi.json'), JSON.stringify(openApi(routes)));

  return { functions, routes: z.array(RouteEntry).parse(routes), stylePath, scriptPath, directoryOf };
}

/** The texts that pages and mails read when they need them, one file per language. */
const catalogues = locales.map((locale) => `${locale}.json`);

/** How the metafile names the bundle of a function. */
const outputOf = (into: string, name: string): string => relative(root, join(into, 'functions', name, 'index.mjs'));

/** The functions to deploy: each TypeScript file directly in functions/, by its name. */
function functionNames(): string[] {
  const names = readdirSync(join(root, 'functions'), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => basename(entry.name, '.ts'))
    .sort();
  if (names.length === 0) throw new Error('There is nothing to deploy: functions/ holds no .ts file.');
  return names;
}

/** The one stylesheet, as it is sent. */
function styleBytes(): Uint8Array {
  return bundleStyle({ filename: join(root, 'web/css/hub.css'), projectRoot: root, minify: true }).code;
}

/** The one script, as it is sent to who is signed in; every page does without it. */
async function scriptBytes(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['web/client/hub.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2020',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}

/** The name carries the hash, so that a browser may keep the file for ever. */
function kept(into: string, kind: 'css' | 'js' | 'svg', bytes: Uint8Array): string {
  const name = `hub-${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}.${kind}`;
  writeFileSync(join(into, name), bytes);
  return name;
}

/** The address carries the hash, because Node never imports the same address twice. */
async function describedBy(file: string): Promise<z.infer<typeof Described>> {
  const version = createHash('sha256').update(readFileSync(file)).digest('hex');
  const module: unknown = await import(`${pathToFileURL(file).href}?${version}`);
  return Described.parse(module);
}
