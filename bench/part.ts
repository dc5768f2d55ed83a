/** What a measurement found: tables to read, remarks to know, and the same as JSON. */
export type Part = {
  name: string;
  about: string;
  tables: { title: string; head: string[]; rows: (string | number)[][] }[];
  notes: string[];
  json: unknown;
};
