import type { Part } from './part.ts';
import { print } from './print.ts';

// Each part is a file of its own beside this one, so that what is not asked for is not loaded.
const parts = ['life', 'partitions', 'growth', 'cpu', 'cold-start', 'simultaneous', 'pages', 'laptop'];

const asked = process.argv.slice(2).filter((word) => !/^(--.*|\d+|.*\.json)$/.test(word));
const unknown = asked.filter((name) => !parts.includes(name));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}; there are: ${parts.join(', ')}.`);
  process.exit(1);
}
// The functions live in UTC, and worker threads share their process's zone.
process.env.TZ = 'UTC';
for (const name of parts.filter((one) => asked.length === 0 || asked.includes(one))) {
  const part: { run: () => Promise<Part> } = await import(`./${name}.ts`);
  print(await part.run());
}
process.exit(0);
