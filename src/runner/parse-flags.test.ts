import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CallError } from './call-error.ts';
import { parseFlags } from './parse-flags.ts';

const options = {
  yes: { type: 'boolean', short: 'y', default: false },
  seed: { type: 'string', default: '202' },
  set: { type: 'string', short: 'c', multiple: true },
} as const;

test('names and flags, in any order; a flag for several values takes them all', () => {
  const { values, positionals } = parseFlags(
    ['-y', 'a', '--seed=7', '-c', 'x=1', '-c', 'x=2', '--yes'],
    options,
  );
  assert.deepEqual({ ...values }, { yes: true, seed: '7', set: ['x=1', 'x=2'] });
  assert.deepEqual(positionals, ['a']);
  assert.equal(parseFlags(['--seed', '7', '--seed', '7'], options).values.seed, '7');
});

const wrong: [args: string[], problem: RegExp, remedy: RegExp][] = [
  [['--sed', '7'], /no flag --sed\./, /Did you mean --seed/],
  [['--sed=7'], /no flag --sed=7\./, /--seed/],
  [['--verbose'], /no flag --verbose\./, /--yes, --seed, --set, -y, -c/],
  [['--seed', '1', '--seed', '2'], /--seed is given twice: 1 and 2/, /once/],
  [['--seed='], /--seed has no value/, /leave --seed out/],
  [['--seed', ''], /--seed has no value/, /after the flag/],
  [['-c', ''], /--set has no value/, /after the flag/],
  [['--seed'], /'--seed <value>' argument missing/, /Known/],
  [['--seed', '-1'], /'--seed' argument is ambiguous/, /Known/],
  [['--yes=no'], /'-y, --yes' does not take an argument/, /Known/],
];

for (const [args, problem, remedy] of wrong)
  test(`refuses ${args.join(' ')}`, () => {
    assert.throws(
      () => parseFlags(args, options),
      (error) => error instanceof CallError && problem.test(error.problem) && remedy.test(error.remedy),
    );
  });
