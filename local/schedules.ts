import { randomUUID } from 'node:crypto';
import { CannotStart } from './cannot-start.ts';
import type { LocalFunction, Outcome } from './functions.ts';
import { mayBeInvoked } from './gateway-routes.ts';
import { account } from './names.ts';
import type { Template } from './template.ts';

/** A function that runs again and again, by itself or when it is told to. */
export interface Schedule {
  readonly function: string;
  /** Milliseconds from `now` until it is due next. */
  dueIn(now: number): number;
  run(): Promise<Outcome>;
}

const units: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** The schedules of the template. */
export function schedulesOf(template: Template, functions: readonly LocalFunction[]): Schedule[] {
  return template.of('AWS::Events::Rule').flatMap(({ id, attributes, properties }) => {
    if (properties.State === 'DISABLED') return [];
    const dueIn = readExpression(properties.ScheduleExpression);
    if (!dueIn) {
      throw new CannotStart(
        `The schedule ${id} says ${properties.ScheduleExpression}; the local runner understands only rate(…) and one hour of every day.`,
      );
    }
    return properties.Targets.map(({ Arn, Input }) => {
      const target = functions.find((each) => each.arn === Arn);
      if (!target) throw new CannotStart(`The schedule ${id} calls ${Arn}, which is no function of the template.`);
      if (!mayBeInvoked(template, Arn, 'events.amazonaws.com', attributes.Arn ?? '')) {
        throw new CannotStart(`No permission in the template lets the schedule ${id} call ${target.name}.`);
      }
      const event = () => ({
        version: '0',
        id: randomUUID(),
        'detail-type': 'Scheduled Event',
        source: 'aws.events',
        account,
        time: `${new Date().toISOString().slice(0, 19)}Z`,
        region: template.region,
        resources: [attributes.Arn],
        detail: {},
      });
      return {
        function: target.name,
        dueIn,
        run: () => withRetries(target, Input === undefined ? event() : JSON.parse(Input)),
      };
    });
  });
}

/** `rate(5 minutes)`, or `cron(0 5 * * ? *)` for one moment of every day; undefined when it is anything else. */
function readExpression(expression: string): Schedule['dueIn'] | undefined {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const every = Number(count) * (units[unit] ?? Number.NaN);
  if (!Number.isNaN(every)) return () => every;
  const [, minute, hour] = /^cron\((\d{1,2}) (\d{1,2}) \* \* \? \*\)$/.exec(expression) ?? [];
  if (minute === undefined || hour === undefined || Number(minute) > 59 || Number(hour) > 23) return undefined;
  const ofDay = Number(hour) * 3_600_000 + Number(minute) * 60_000;
  return (now) => ((ofDay - (now % 86_400_000) + 86_400_000 - 1) % 86_400_000) + 1;
}

/** Lambda tries an event of its own queue three times in all. */
async function withRetries(target: LocalFunction, event: object): Promise<Outcome> {
  let outcome = await target.invoke(event);
  for (let retry = 0; retry < 2 && 'error' in outcome; retry++) outcome = await target.invoke(event);
  return outcome;
}
