import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { CallError } from '../call-error.ts';
import { callVerb } from '../verbs.ts';

/** Calls a verb in this process, where all that it loads is there already; gives its exit code and what it printed. */
export async function calledHere(
  t: TestContext,
  args: readonly string[],
): Promise<{ code: number; printed: string }> {
  const log = t.mock.method(console, 'log', () => undefined);
  try {
    const code = await callVerb(args, new AbortController().signal);
    return { code, printed: log.mock.calls.map((each) => `${each.arguments.join(' ')}\n`).join('') };
  } finally {
    log.mock.restore();
  }
}

/**
 * Fails unless a call is refused as a wrong one, with what `says` looks for, and prints nothing before. What such a refusal
 * looks like on a terminal, and that it ends with 2, `main.test.ts` asks of a process.
 */
export async function assertWrongCall(t: TestContext, args: readonly string[], says: RegExp): Promise<void> {
  const log = t.mock.method(console, 'log', () => undefined);
  try {
    await assert.rejects(
      callVerb(args, new AbortController().signal),
      (error) => error instanceof CallError && says.test(error.message),
    );
    assert.equal(log.mock.callCount(), 0, 'nothing is printed');
  } finally {
    log.mock.restore();
  }
}
