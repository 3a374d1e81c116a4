import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CallError } from '../call-error.ts';
import { readRepairFlags } from './flags.ts';

test('without anything the list, with a name its story', () => {
  assert.deepEqual(readRepairFlags([]), { action: 'tell', json: false });
  assert.deepEqual(readRepairFlags(['a', '--json']), { name: 'a', action: 'tell', json: true });
});

test('one action at a time', () => {
  assert.equal(readRepairFlags(['a', '--hint']).action, 'hint');
  assert.equal(readRepairFlags(['--reset']).action, 'reset');
});

const wrong: [args: string[], problem: RegExp][] = [
  [['a', 'b'], /One name is enough/],
  [['a', '--hint', '--check'], /--check and --hint do not go together/],
  [['--check'], /--check needs a name/],
  [['a', '--watch', '--json'], /--watch and --json do not go together/],
  [['a', '--solutoin'], /no flag --solutoin/],
];

for (const [args, problem] of wrong)
  test(`a wrong call, ${args.join(' ')}: says what and what to do`, () => {
    assert.throws(
      () => readRepairFlags(args),
      (error) => {
        assert.ok(error instanceof CallError);
        assert.match(error.problem, problem);
        assert.notEqual(error.remedy, '');
        return true;
      },
    );
  });
