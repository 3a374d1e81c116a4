import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plan, refusalOf, stackOf } from '../../../testing/planned.ts';
import { functionResource } from '../../../testing/templates.ts';

const runtimes = 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html';

test(`a runtime that AWS creates no more is refused with the date and one remedy: ${runtimes}`, () => {
  const { problem, remedy } = refusalOf(
    stackOf({ Resources: { Function: functionResource('', { Runtime: 'nodejs14.x' }) } }),
  );
  assert.match(
    problem,
    /"nodejs14\.x" is not possible: AWS has created no function with it since January 9, 2024/,
  );
  assert.match(problem, /set the function’s runtime to nodejs24\.x, or, .*useLatestRuntimeVersion/);
  assert.doesNotMatch(remedy, /AWS::/);
});

test(`nodejs16.x, which AWS still creates, is taken with a hint: ${runtimes}`, () => {
  const { steps, withoutEffect } = plan(
    stackOf({ Resources: { Function: functionResource('', { Runtime: 'nodejs16.x' }) } }),
  );
  assert.equal(steps.length, 1);
  const hint = withoutEffect.find(({ what }) => what === 'AWS::Lambda::Function Runtime');
  assert.match(hint?.reason ?? '', /deprecated it since June 12, 2024: set the function’s runtime/);
});
