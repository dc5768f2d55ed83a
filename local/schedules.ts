import { randomUUID } from 'node:crypto';
import { CannotStart } from './cannot-start.ts';
import type { LocalFunction, Outcome } from './functions.ts';
import { mayBeInvoked } from './gateway-routes.ts';
import { account } from './names.ts';
import type { Template } from './template.ts';

/** A function that runs again and again, by itself or when it is told to. */
export interface Schedule {
  readonly function: string;
  readonly everyMilliseconds: number;
  run(): Promise<Outcome>;
}

const units: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** The schedules of the template. */
export function schedulesOf(template: Template, functions: readonly LocalFunction[]): Schedule[] {
  return template.of('AWS::Events::Rule').flatMap(({ id, attributes, properties }) => {
    if (properties.State === 'DISABLED') return [];
    const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(properties.ScheduleExpression) ?? [];
    const everyMilliseconds = Number(count) * (units[unit] ?? Number.NaN);
    if (Number.isNaN(everyMilliseconds)) {
      throw new CannotStart(
        `The schedule ${id} says ${properties.ScheduleExpression}; the local runner understands only rate(…).`,
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
        everyMilliseconds,
        run: () => withRetries(target, Input === undefined ? event() : JSON.parse(Input)),
      };
    });
  });
}

/** Lambda tries an event of its own queue three times in all. */
async function withRetries(target: LocalFunction, event: object): Promise<Outcome> {
  let outcome = await target.invoke(event);
  for (let retry = 0; retry < 2 && 'error' in outcome; retry++) outcome = await target.invoke(event);
  return outcome;
}
