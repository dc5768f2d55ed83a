import { readdirSync, readFileSync } from 'node:fs';

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
};

/** A file that anyone may fetch. */
export type Asset = { body: string; type: string };

export type Assets = { find: (name: string) => Asset | undefined };

/** The public files that the bundle brought along, read once at start. */
export function assetsFrom(folder: URL): Assets {
  const files = new Map(
    readdirSync(folder).map((name) => {
      const type = types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
      return [name, { body: readFileSync(new URL(name, folder), 'utf8'), type }] as const;
    }),
  );
  return { find: (name) => files.get(name) };
}
