import { CannotStart } from './cannot-start.ts';

/** Whether a record is one that the function wants. */
export type Wanted = (record: unknown) => boolean;

/** Compiles the filters of an event source mapping: lists of exact values under nested keys; any of them may match. */
export function eventFilter(id: string, patterns: readonly string[]): Wanted {
  const filters = patterns.map((pattern) => compile(id, JSON.parse(pattern)));
  return (record) => filters.length === 0 || filters.some((matches) => matches(record));
}

function compile(id: string, pattern: unknown): Wanted {
  if (Array.isArray(pattern)) {
    const operator = pattern.find((value) => typeof value === 'object' && value !== null);
    if (operator !== undefined) {
      throw new CannotStart(
        `The filter of ${id} uses ${JSON.stringify(operator)}; the local runner understands only lists of exact values.`,
      );
    }
    return (value) => pattern.includes(value);
  }
  if (typeof pattern !== 'object' || pattern === null)
    throw new CannotStart(`The filter of ${id} holds a bare value; a filter is made of lists.`);
  const keys = Object.entries(pattern).map(([key, inner]) => [key, compile(id, inner)] as const);
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    const fields = new Map(Object.entries(value));
    return keys.every(([key, matches]) => matches(fields.get(key)));
  };
}
