import * as z from 'zod';
import { CannotStart } from './cannot-start.ts';

/** What the functions of CloudFormation look things up in, for one stack. */
export interface Surroundings {
  /** The value of a parameter, pseudo-parameter or resource. */
  ref(id: string): unknown;
  attribute(id: string, name: string): string;
  imported(exportName: string): unknown;
}

/** Stands for AWS::NoValue: the property it is given to is left out. */
export const noValue = Symbol('AWS::NoValue');

const List = z.array(z.unknown());
const Texts = z.array(z.coerce.string());

/** A value of the template with every `Ref` and `Fn::…` in it replaced by what it stands for. */
export function resolve(value: unknown, around: Surroundings): unknown {
  if (Array.isArray(value)) return value.map((each) => resolve(each, around)).filter((each) => each !== noValue);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (only && entries.length === 1 && (only[0] === 'Ref' || only[0].startsWith('Fn::')))
    return call(only[0], only[1], around);
  return Object.fromEntries(
    entries.map(([key, each]) => [key, resolve(each, around)] as const).filter(([, each]) => each !== noValue),
  );
}

function call(name: string, argument: unknown, around: Surroundings): unknown {
  const text = (value: unknown) => z.coerce.string().parse(resolve(value, around));
  switch (name) {
    case 'Ref':
      return around.ref(z.string().parse(argument));
    case 'Fn::GetAtt': {
      const [id, attribute] = typeof argument === 'string' ? argument.split(/\.(.*)/) : List.parse(argument);
      return around.attribute(text(id), text(attribute));
    }
    case 'Fn::Join': {
      const [separator, parts] = List.parse(argument);
      return Texts.parse(resolve(parts, around)).join(text(separator));
    }
    case 'Fn::Sub': {
      const [pattern, variables] = typeof argument === 'string' ? [argument, {}] : List.parse(argument);
      const given = z.record(z.string(), z.unknown()).parse(variables);
      return z
        .string()
        .parse(pattern)
        .replaceAll(/\$\{([^}!]+)\}/g, (_whole, key: string) => {
          if (key in given) return text(given[key]);
          const [id = key, attribute] = key.split(/\.(.*)/);
          return attribute === undefined ? text({ Ref: id }) : around.attribute(id, attribute);
        })
        .replaceAll('${!', '${');
    }
    case 'Fn::Select': {
      const [index, list] = List.parse(argument);
      const chosen = List.parse(resolve(list, around))[Number(text(index))];
      if (chosen === undefined)
        throw new CannotStart(`The template selects number ${text(index)} of a list that is shorter.`);
      return chosen;
    }
    case 'Fn::Split': {
      const [separator, whole] = List.parse(argument);
      return text(whole).split(text(separator));
    }
    case 'Fn::ImportValue':
      return around.imported(text(argument));
    default:
      throw new CannotStart(`The template uses ${name}, which the local runner does not understand.`);
  }
}
