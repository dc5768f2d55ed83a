import { Logger } from '@aws-lambda-powertools/logger';
import { whenNeeded } from '../../shared/when-needed.ts';

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

const logger = whenNeeded(() => new Logger());

/** Something happened that an operator may want to count. */
export const logged = (message: string, fields: LogFields): void => logger().info(message, fields);

/** Something broke. Names and places are logged; messages are not, for they may quote what a person wrote. */
export function loggedFault(message: string, error: unknown, fields: LogFields): void {
  const name = error instanceof Error ? error.name : typeof error;
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((row) => /^\s+at /.test(row)) : [];
  logger().error(message, { ...fields, error: name, stack: frames.slice(0, 12).map((row) => row.trim()) });
}
