import type { WriteStream } from 'node:tty';
import type { Screen } from './screen.ts';

/** Opens the screen that fits `stream`: with prompts and a moving bar on a terminal, plain lines elsewhere. */
export async function openScreen(stream: NodeJS.WriteStream, ask: boolean): Promise<Screen> {
  if (!stream.isTTY) return (await import('./plain-screen.ts')).plainScreen(stream);
  const { terminalScreen } = await import('./terminal-screen.ts');
  return terminalScreen(stream as WriteStream, ask && process.stdin.isTTY);
}
