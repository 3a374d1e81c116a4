import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { globalValue } from '#testing/global-value.ts';
import { copyOnClick } from './copy-on-click.ts';
import { saidMs } from './copy-text.ts';

/** A button to copy `npm start` in a container that hears clicks. */
function page(t: TestContext, clipboard: { writeText(text: string): Promise<void> } | undefined) {
  globalValue(t, 'navigator', { clipboard });
  const button = Object.assign(new EventTarget(), {
    textContent: 'copy',
    dataset: { copy: 'npm start' } as Record<string, string>,
    closest: (): unknown => button,
  });
  let heard: ((event: unknown) => Promise<void>) | undefined;
  const container = {
    addEventListener: (_kind: string, listener: typeof heard) => {
      heard = listener;
    },
    removeEventListener: () => {
      heard = undefined;
    },
  };
  const stop = copyOnClick(container as unknown as HTMLElement);
  return { button, stop, press: () => heard?.({ target: button }) };
}

test('a button that has copied says so until the focus goes, also when it is pressed twice', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const copied: string[] = [];
  const { button, press, stop } = page(t, { writeText: async (text) => void copied.push(text) });
  await press();
  await press();
  assert.deepEqual([button.textContent, copied], ['copied', ['npm start', 'npm start']]);
  button.dispatchEvent(new Event('blur'));
  assert.equal(button.textContent, 'copy');
  await press();
  stop();
  // Where a button that is clicked gets no focus, time tells.
  t.mock.timers.tick(saidMs);
  assert.equal(button.textContent, 'copy');
});

test('what the browser does not copy is said', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  for (const clipboard of [undefined, { writeText: () => Promise.reject(new Error('refused')) }]) {
    const { button, press } = page(t, clipboard);
    await press();
    assert.equal(button.textContent, 'not copied');
  }
});
