import * as z from 'zod/mini';

// A function that has just started needs few of the schemas there are, and to make them all takes it longer than to load zod.

/** Makes something when it is first needed, and keeps it. */
export function whenNeeded<Made>(make: () => Made): () => Made {
  let kept: { made: Made } | undefined;
  return () => {
    kept ??= { made: make() };
    return kept.made;
  };
}

type Shape = Readonly<Record<string, z.ZodMiniType>>;
type Shapes = Readonly<Record<string, () => Shape>>;

/** An object of one of these shapes, the name of the shape in one of its fields. */
type OneOf<Field extends string, All extends Shapes> = {
  [Name in keyof All]: z.output<
    z.ZodMiniObject<{ [F in Field]: z.ZodMiniLiteral<Name & string> } & ReturnType<All[Name]>, z.core.$strict>
  >;
}[keyof All];

/** The names of these shapes. */
export const namesOf = <All extends Shapes>(shapes: All): (keyof All & string)[] =>
  Object.keys(shapes).filter((name): name is keyof All & string => Object.hasOwn(shapes, name));

/** The name in this field of something that may be anything. */
export const nameIn = (value: unknown, field: string): string =>
  typeof value === 'object' && value !== null ? String(Reflect.get(value, field)) : '';

/**
 * A union of strict objects that one field tells apart, as zod's discriminatedUnion of such; but the schema of a shape is
 * made when one is first read.
 */
export function unionBy<const Field extends string, All extends Shapes>(
  field: Field,
  shapes: All,
): z.ZodMiniType<OneOf<Field, All>> {
  const made = new Map<string, z.ZodMiniType>();
  function schemaOf(name: string): z.ZodMiniType | undefined {
    const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
    const schema = made.get(name) ?? (shape && z.strictObject({ [field]: z.literal(name), ...shape() }));
    if (schema) made.set(name, schema);
    return schema;
  }
  const reading = z.transform((value, { issues }) => {
    const read = schemaOf(nameIn(value, field))?.safeParse(value);
    if (read?.success) return read.data;
    for (const { path } of read?.error.issues ?? [{ path: [field] }])
      issues.push({ code: 'custom', input: value, path });
    return z.NEVER;
  });
  return z.pipe(reading, z.custom<OneOf<Field, All>>());
}
