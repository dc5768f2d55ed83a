import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod';
import { CannotStart } from './cannot-start.ts';

/** What must survive a restart, by name: files in a folder, or nothing but memory when there is no folder. */
export interface State {
  readonly directory: string | undefined;
  /** The value last written under this name, or `otherwise` when there is none. */
  read<T>(name: string, schema: z.ZodType<T>, otherwise: T): T;
  write(name: string, value: unknown): void;
  /** Adds one line to a file of this name. */
  append(name: string, line: string): void;
}

/** Opens the folder, making it when it is not there; without a folder nothing is kept. */
export function openState(directory: string | undefined): State {
  if (directory === undefined) {
    return { directory, read: (_name, _schema, otherwise) => otherwise, write: () => {}, append: () => {} };
  }
  mkdirSync(join(directory, 'logs'), { recursive: true });
  return {
    directory,
    read: (name, schema, otherwise) => {
      const file = join(directory, `${name}.json`);
      if (!existsSync(file)) return otherwise;
      try {
        return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
      } catch {
        throw new CannotStart(`${file} was kept by another version of the hub: start with --fresh to begin again.`);
      }
    },
    write: (name, value) => {
      const file = join(directory, `${name}.json`);
      writeFileSync(`${file}.new`, JSON.stringify(value), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
    append: (name, line) => appendFileSync(join(directory, name), `${line}\n`),
  };
}
