import type * as z from 'zod/mini';
import { type Problem, Refused } from '../../shared/refused.ts';
import type { Fields } from './read-request.ts';

/** Input as its schema has it; refuses `invalid-input` naming every field at fault and what is wrong with it. */
export function parseInput<Schema extends z.ZodMiniType>(schema: Schema, fields: Fields): z.output<Schema> {
  const { success, data, error } = schema.safeParse(fields);
  if (success) return data;
  throw new Refused(
    'invalid-input',
    error.issues.flatMap((issue) => problemsOf(issue, fields)),
  );
}

function problemsOf(issue: z.core.$ZodIssue, fields: Fields): Problem[] {
  const field = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ field: key, code: 'unknown-field' }));
  const value = fields[String(issue.path[0])];
  if (value === undefined || value === '') return [{ field, code: 'required' }];
  return [{ field, ...wrong(issue) }];
}

function wrong(issue: z.core.$ZodIssue): Omit<Problem, 'field'> {
  switch (issue.code) {
    case 'invalid_type':
      return { code: 'wrong-type' };
    case 'too_big':
      return { code: 'too-long', limit: Number(issue.maximum) };
    case 'too_small':
      return Number(issue.minimum) <= 1 ? { code: 'required' } : { code: 'too-short', limit: Number(issue.minimum) };
    case 'invalid_value':
      return { code: 'unknown-option' };
    case 'invalid_union': {
      // What is wrong with the alternative that was meant, which stands last; the others are ways to leave a field empty.
      const [first] = issue.errors.at(-1) ?? [];
      return first ? wrong(first) : { code: 'invalid' };
    }
    case 'custom':
      return { code: String(issue.params?.code ?? 'invalid') };
    default:
      return { code: 'invalid' };
  }
}
