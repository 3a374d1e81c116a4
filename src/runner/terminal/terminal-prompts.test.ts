import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { Interrupted } from '../call-error.ts';
import { terminalPrompts } from './terminal-prompts.ts';

const options = [
  { value: 'sync', label: 'the synchronous way' },
  { value: 'queued', label: 'the queued way' },
];
const showCursor = '\u001b[?25h';

/** A keyboard and a screen. */
function terminal(signal?: AbortSignal) {
  const [input, output] = [new PassThrough(), new PassThrough().setEncoding('utf8')];
  return { input, output, prompts: terminalPrompts(output, signal, input) };
}

test('a question that is open when the run is told to end ends with it, and shows the cursor again', async () => {
  const controller = new AbortController();
  const { output, prompts } = terminal(controller.signal);
  const answer = prompts.choose('Which?', options);
  const reason = new Interrupted('SIGTERM');
  controller.abort(reason);
  await assert.rejects(answer, reason);
  assert.ok(String(output.read()).trimEnd().endsWith(showCursor));
  await assert.rejects(prompts.askNumber('How long?', 'ms'), reason);
});

test('Ctrl-C at a question is a Ctrl-C', async () => {
  const { input, prompts } = terminal();
  const answer = prompts.choose('Which?', options);
  input.write('\u0003');
  await assert.rejects(answer, (error) => error instanceof Interrupted && error.exitCode === 130);
});

test('an answer is taken, and the end of the run writes nothing more of its question', async () => {
  const controller = new AbortController();
  const { input, output, prompts } = terminal(controller.signal);
  const answer = prompts.choose('Which?', options);
  input.write('\r');
  assert.equal(await answer, 'sync');
  output.read();
  controller.abort();
  assert.equal(output.read(), null);
});
