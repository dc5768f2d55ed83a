/** The only fields that may ever reach a log, all class C1. There is no free text and no error message among them. */
export type LogFields = {
  incident?: string;
  route?: string;
  method?: string;
  status?: number;
  reason?: string;
  milliseconds?: number;
  queryId?: string;
  noticeId?: string;
  error?: string;
  stack?: string[];
  count?: number;
};

/** Lambda's own names for what is worth a line, from the least. */
const levels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

/** One line of JSON: these fields, which function it was, when, and the invocation as X-Ray numbers it. */
function write(level: 'INFO' | 'ERROR', message: string, fields: LogFields): void {
  if (levels.indexOf(level) < levels.indexOf(process.env.AWS_LAMBDA_LOG_LEVEL ?? 'INFO')) return;
  const [, xray_trace_id] = /Root=([^;]+)/.exec(process.env._X_AMZN_TRACE_ID ?? '') ?? [];
  const around = { level, message, timestamp: new Date().toISOString(), service: process.env.SERVICE_NAME };
  process.stdout.write(`${JSON.stringify({ ...around, xray_trace_id, ...fields })}\n`);
}

/** Something happened that an operator may want to count. */
export const logged = (message: string, fields: LogFields): void => write('INFO', message, fields);

/** Something broke. Names and places are logged; messages are not, for they may quote what a person wrote. */
export function loggedFault(message: string, error: unknown, fields: LogFields): void {
  const name = error instanceof Error ? error.name : typeof error;
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((row) => /^\s+at /.test(row)) : [];
  write('ERROR', message, { ...fields, error: name, stack: frames.slice(0, 12).map((row) => row.trim()) });
}

/** Does one thing; a fault is reported and answered as such, so that what comes after it is done all the same. */
export async function did(thing: Promise<unknown>, fields: LogFields): Promise<boolean> {
  try {
    await thing;
    return true;
  } catch (error) {
    loggedFault('not attended', error, fields);
    return false;
  }
}
