import type { WriteStream } from 'node:tty';
import type { Screen } from './screen.ts';

/**
 * Opens the screen that fits `stream`: with prompts and a moving bar on a terminal, plain lines elsewhere, and on a terminal
 * that moves no cursor (`TERM=dumb`). A prompt that is open when `signal` aborts rejects with its reason.
 */
export async function openScreen(
  stream: NodeJS.WriteStream,
  ask: boolean,
  signal?: AbortSignal,
): Promise<Screen> {
  if (!stream.isTTY || process.env.TERM === 'dumb')
    return (await import('./plain-screen.ts')).plainScreen(stream);
  const { terminalScreen } = await import('./terminal-screen.ts');
  return terminalScreen(stream as WriteStream, ask && process.stdin.isTTY, signal);
}
