import * as z from 'zod';

/** One value of an item, as DynamoDB writes it on the wire. */
export type Value =
  | { S: string }
  | { N: string }
  | { B: string }
  | { BOOL: boolean }
  | { NULL: boolean }
  | { SS: string[] }
  | { NS: string[] }
  | { BS: string[] }
  | { L: Value[] }
  | { M: Item };

/** An item, or part of one, as DynamoDB writes it on the wire. */
export type Item = { [name: string]: Value };

const Value: z.ZodType<Value> = z.lazy(() =>
  z.union([
    z.strictObject({ S: z.string() }),
    z.strictObject({ N: z.string() }),
    z.strictObject({ B: z.string() }),
    z.strictObject({ BOOL: z.boolean() }),
    z.strictObject({ NULL: z.boolean() }),
    z.strictObject({ SS: z.array(z.string()) }),
    z.strictObject({ NS: z.array(z.string()) }),
    z.strictObject({ BS: z.array(z.string()) }),
    z.strictObject({ L: z.array(Value) }),
    z.strictObject({ M: z.record(z.string(), Value) }),
  ]),
);

/** An item read from the wire. */
export const Item: z.ZodType<Item> = z.record(z.string(), Value);

const utf8 = new TextEncoder();
const bytesIn = (text: string): number => utf8.encode(text).length;

/** Bytes that base64 stands for. */
const decodedLength = (base64: string): number =>
  Math.floor((base64.length * 3) / 4) - (/=*$/.exec(base64)?.[0].length ?? 0);

/** One byte for each two significant digits and one more, and another for the sign of what is below nought. */
function numberBytes(text: string): number {
  const [mantissa = ''] = text.toLowerCase().replace(/^[+-]/, '').split('e');
  const digits = mantissa.replace('.', '').replace(/^0+/, '');
  // Noughts at the end are no digits: 1200 has two.
  const significant = digits.replace(/0+$/, '').length;
  return Math.ceil(significant / 2) + 1 + (text.startsWith('-') ? 1 : 0);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const document = 3;
const element = 1;

function valueBytes(value: Value): number {
  if ('S' in value) return bytesIn(value.S);
  if ('N' in value) return numberBytes(value.N);
  if ('B' in value) return decodedLength(value.B);
  if ('SS' in value) return sum(value.SS.map(bytesIn));
  if ('NS' in value) return sum(value.NS.map(numberBytes));
  if ('BS' in value) return sum(value.BS.map(decodedLength));
  if ('L' in value) return document + sum(value.L.map((one) => valueBytes(one) + element));
  if ('M' in value) return document + itemBytes(value.M) + element * Object.keys(value.M).length;
  return 1;
}

/** The size of an item by AWS's published rule: its names and its values, in UTF-8. */
export const itemBytes = (item: Item): number =>
  sum(Object.entries(item).map(([name, value]) => bytesIn(name) + valueBytes(value)));
