import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { project } from '../project.ts';
import { readStatements } from '../statements.ts';
import { listStatements } from './list-statements.ts';

test('--statements: every statement once, with the claims that judge it, or as not judged yet', async () => {
  let printed = '';
  const output = new Writable({
    decodeStrings: false,
    write(text, _encoding, done) {
      printed += text;
      done();
    },
  });
  assert.equal(await listStatements(project, Object.assign(output, { columns: 100 }) as never), 0);
  const [judged = '', left = ''] = printed.split('Not judged by any claim yet');
  assert.match(
    judged,
    /002\/s4 {2}wrong\n(?: {2}.*\n)*? {2}sync-api\/timed-out-but-done: time-out-does-not-cancel \(mechanism\)/,
  );
  for (const { id } of readStatements(project.statements)) {
    const places = [judged, left].filter((part) => new RegExp(`^ *${id} `, 'm').test(part));
    assert.equal(places.length, 1, `${id} is listed once`);
  }
});
