/*
 * Runs every test of random cases below a folder, a thousand of them each, from a seed that is drawn now:
 * node src/testing/run-fast-check.ts [--in src] [--cases 1000] [--seed n]
 */
import { spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const root = join(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: {
    in: { type: 'string', default: 'src' },
    cases: { type: 'string', default: '1000' },
    seed: { type: 'string' },
  },
});
const seed = values.seed ?? String(Date.now() % 2 ** 31);
const files = globSync(`${values.in}/**/*.test.ts`, { cwd: root }).filter((file) =>
  /^import \{.*\b(fc|propertyRuns)\b.*\} from '(#testing|\.)\/properties\.ts'/m.test(
    readFileSync(join(root, file), 'utf8'),
  ),
);
console.log(
  `${files.length} files, seed ${seed}. Again: npm run ${process.env.npm_lifecycle_event ?? 'test:fast-check'} -- --seed ${seed}`,
);
const tests = spawn(
  process.execPath,
  ['--test', `--test-concurrency=${availableParallelism()}`, ...files.sort()],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PROPERTY_SEED: seed, PROPERTY_RUNS: values.cases },
  },
);
tests.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
