import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';

/** The fields of a call's input. */
export type Fields = Record<string, unknown>;

type Values = Record<string, AttributeValue>;

const inDynamosNotation = ['Key', 'Item', 'ExpressionAttributeValues', 'ExclusiveStartKey'];

/** JSON has no bytes: where DynamoDB's notation says so, its text stands for some. */
function withBytes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withBytes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === 'B' && typeof inner === 'string' ? new Uint8Array(Buffer.from(inner, 'base64')) : withBytes(inner),
    ]),
  );
}

const plain = (value: unknown) => unmarshall(withBytes(value) as Values);

/** What a call sent over the wire, as the document client takes it. */
export function native(wire: Fields): Fields {
  return Object.fromEntries(
    Object.entries(wire).map(([name, value]) => {
      if (inDynamosNotation.includes(name)) return [name, plain(value)];
      if (name === 'Keys' && Array.isArray(value)) return [name, value.map(plain)];
      if (Array.isArray(value))
        return [name, value.map((one) => (typeof one === 'object' && one !== null ? native({ ...one }) : one))];
      return [name, typeof value === 'object' && value !== null ? native({ ...value }) : value];
    }),
  );
}
