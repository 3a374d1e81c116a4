import assert from 'node:assert/strict';
import { test } from 'node:test';
import { project } from '../project.ts';
import { readStatements } from '../statements.ts';
import { callRunner } from '../testing/call-runner.ts';

test('--statements: every statement once, with the claims that judge it, or as not judged yet', async () => {
  const call = callRunner('lab', '--statements');
  assert.equal(await call.ended, 0, call.stderr());
  const [judged = '', left = ''] = call.stdout().split('Not judged by any claim yet');
  assert.match(
    judged,
    /002\/s4 {2}wrong\n(?: {2}.*\n)*? {2}sync-api\/timed-out-but-done: time-out-does-not-cancel \(mechanism\)/,
  );
  for (const { id } of readStatements(project.statements)) {
    const places = [judged, left].filter((part) => new RegExp(`^ *${id} `, 'm').test(part));
    assert.equal(places.length, 1, `${id} is listed once`);
  }
});
