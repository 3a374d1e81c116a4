import type { Readable, Writable } from 'node:stream';
import { isCancel, select, text } from '@clack/prompts';
import { Interrupted } from '../call-error.ts';
import type { Prompts } from './screen.ts';

/** Asks in a terminal: `input` is the keyboard. A question that is open when `signal` aborts rejects with its reason. */
export function terminalPrompts(
  output: Writable,
  signal?: AbortSignal,
  input: Readable = process.stdin,
): Prompts {
  return {
    choose: (message, options) =>
      asked(signal, (over) => select({ message, options, input, output, signal: over })),
    async askNumber(message, unit) {
      const isNumber = (value = '') => value.trim() !== '' && Number.isFinite(Number(value));
      const validate = (value?: string) => (isNumber(value) ? undefined : `Give a number (${unit}).`);
      return Number(
        await asked(signal, (over) =>
          text({ message, placeholder: unit, input, output, validate, signal: over }),
        ),
      );
    },
  };
}

/** One question, over when `signal` aborts or Ctrl-C is pressed: clack takes that key before it becomes a signal. */
async function asked(
  signal: AbortSignal | undefined,
  ask: (over: AbortSignal) => Promise<string | symbol>,
): Promise<string> {
  const over = new AbortController();
  const end = () => over.abort();
  if (signal?.aborted) end();
  signal?.addEventListener('abort', end, { once: true });
  try {
    const answer = await ask(over.signal);
    if (!isCancel(answer)) return String(answer);
    throw signal?.aborted ? signal.reason : new Interrupted();
  } finally {
    signal?.removeEventListener('abort', end);
  }
}
