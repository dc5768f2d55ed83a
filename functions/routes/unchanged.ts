import { Refused } from '../../shared/refused.ts';

/** The subject, if it is there and still at the version that the change was decided on. */
export function unchanged<Subject extends { version: number }>(
  subject: Subject | undefined,
  version: number | undefined,
): Subject {
  if (!subject) throw new Refused('not-found');
  if (subject.version !== version) throw new Refused('stale');
  return subject;
}
