import * as z from 'zod/mini';

/** The steps of asking in their order, before the last look. Class C1. */
export const Step = z.enum(['question', 'background', 'contact']);
export type Step = z.infer<typeof Step>;

/** Those that come after the first: a draft begins with the question itself. */
export const LaterStep = z.enum(['background', 'contact']);
export type LaterStep = z.infer<typeof LaterStep>;

/** How a step stands: not opened yet; saved, but not good any more; or done. */
export type StepStatus = 'not-started' | 'in-progress' | 'done';

/** What of a draft its steps are judged by. */
type Begun = { steps: readonly LaterStep[]; urgency: { level: string; neededBy?: string | undefined } };

// A day that has passed since must be chosen again.
function statusOf({ steps, urgency }: Begun, step: Step, today: string): StepStatus {
  if (step === 'question') return 'done';
  if (!steps.includes(step)) return 'not-started';
  return step === 'background' && urgency.neededBy !== undefined && urgency.neededBy < today ? 'in-progress' : 'done';
}

/** The steps of a draft, in their order, and how each stands on this calendar date. */
export const stepsOf = (draft: Begun, today: string): { step: Step; status: StepStatus }[] =>
  Step.options.map((step) => ({ step, status: statusOf(draft, step, today) }));

/** The steps that are still to be done before the draft can be sent. */
export const missingSteps = (draft: Begun, today: string): Step[] =>
  stepsOf(draft, today)
    .filter(({ status }) => status !== 'done')
    .map(({ step }) => step);
