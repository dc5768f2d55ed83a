/** Why the hub may refuse, each with the HTTP status it answers with: a reason without a status does not compile. */
export const refusalStatus = {
  'signed-out': 401,
  'wrong-sign-in': 401,
  'locked-out': 429,
  'cross-site': 403,
  'sign-in-again': 403,
  'other-person': 403,
  'not-found': 404,
  'not-possible-now': 409,
  'already-assigned': 409,
  'own-request': 409,
  'own-advice': 409,
  'address-taken': 409,
  'at-capacity': 409,
  'no-longer-eligible': 409,
  stale: 412,
  'too-large': 413,
  'unsupported-content': 415,
  'unreadable-body': 400,
  'invalid-input': 422,
  'key-reused': 422,
  'key-required': 400,
  'version-required': 428,
  'busy-try-again': 503,
} as const;

export type Reason = keyof typeof refusalStatus;

/** One field that was refused: where it is, what is wrong as a code that each language has words for, and its limit or end. */
export type Problem = { field: string; code: string; limit?: number; until?: string };

/** The one error a person may be told about; anything else that is thrown is a fault of ours. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly reason: Reason;
  readonly problems: readonly Problem[];

  constructor(reason: Reason, problems: readonly Problem[] = []) {
    super(reason);
    this.reason = reason;
    this.problems = problems;
  }
}
