import type { Expert } from '../../shared/people.ts';
import { Refused } from '../../shared/refused.ts';
import type { Directory } from '../lib/directory.ts';

/** The expert whom a field of a form names. */
export async function expertFound(directory: Directory, field: string, id: string): Promise<Expert> {
  const expert = await directory.findPerson(id);
  if (expert?.role !== 'expert') throw new Refused('invalid-input', [{ field, code: 'unknown-option' }]);
  return expert;
}
