import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recordingName } from './recording-name.ts';

const cases: [type: string, name: string][] = [
  ['audio/webm;codecs=opus', 'my-answer.webm'],
  ['audio/mp4', 'my-answer.m4a'],
  ['audio/ogg; codecs=opus', 'my-answer.ogg'],
  ['', 'my-answer.webm'],
];

for (const [type, name] of cases) {
  test(`a recording of type ${JSON.stringify(type)} is the file ${name}`, () =>
    assert.equal(recordingName(type), name));
}
