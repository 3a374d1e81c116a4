/*
 * Checks over many random scenarios what holds of every run of the local cloud's queues and functions:
 * node src/local-cloud/properties/main.ts [--cases 1000] [--seed n] [--side-by-side 32] [--only index]
 */
import { parseArgs } from 'node:util';
import { checkProperties, invariants, PropertyError } from './check.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000' },
    seed: { type: 'string' },
    'side-by-side': { type: 'string', default: '32' },
    only: { type: 'string' },
  },
});
const cases = Number(values.cases);
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const startedAt = Date.now();
console.log(
  `${cases} cases, seed ${seed}. In each holds:\n${invariants.map(({ name }) => `  - ${name}`).join('\n')}`,
);
try {
  await checkProperties({
    cases,
    seed,
    sideBySide: Number(values['side-by-side']),
    only: values.only === undefined ? undefined : Number(values.only),
    onCase: (done) => {
      if (done % 100 === 0) console.log(`${done} cases, ${Math.round((Date.now() - startedAt) / 1000)} s`);
    },
  });
  console.log('All hold.');
} catch (error) {
  if (!(error instanceof PropertyError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
