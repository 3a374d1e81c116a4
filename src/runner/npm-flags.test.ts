import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CallError } from './call-error.ts';
import { help } from './help.ts';
import { refuseFlagsOfNpm } from './npm-flags.ts';

const refuse = (verb: string, variables: Record<string, string>, event = verb) =>
  refuseFlagsOfNpm(verb, help[verb] ?? '', { npm_lifecycle_event: event, ...variables });

const taken: [verb: string, variable: string, flag: string, call: string][] = [
  ['lab', 'npm_config_keep', '--keep', 'npm run lab -- … --keep'],
  ['lab', 'npm_config_repetitions', '--repetitions', 'npm run lab'],
  ['lab', 'npm_config_clean', '--clean', 'npm run lab'],
  ['repair', 'npm_config_check', '--check', 'npm run repair'],
  ['incident', 'npm_config_seed', '--seed', 'npm run incident'],
  ['cloud', 'npm_config_time_scale', '--time-scale', 'npm run cloud'],
  ['start', 'npm_config_port', '--port', 'npm start -- … --port'],
  ['test', 'npm_config_changed', '--changed', 'npm test -- … --changed'],
];

for (const [verb, variable, flag, call] of taken)
  test(`${flag} of ${verb} that npm took is refused, with where to write it`, () => {
    assert.throws(
      () => refuse(verb, { [variable]: 'true' }),
      (error) =>
        error instanceof CallError && error.problem.includes(`took ${flag} `) && error.remedy.includes(call),
    );
  });

test('what npm has settings for itself, and what was meant for another verb, is none of ours', () => {
  refuse('lab', { npm_config_yes: 'true', npm_config_json: 'true', npm_config_target: '33.0.0' });
  refuse('lab', { npm_config_cache: '/home/me/.npm', npm_config_user_agent: 'npm/11' });
  refuse('lab', { npm_config_changed: 'true' });
  refuse('lab', { npm_config_keep: 'true' }, 'test');
  refuseFlagsOfNpm('lab', help.lab ?? '', {});
});
