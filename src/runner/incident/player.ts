import { createInterface } from 'node:readline';

/** Who types the commands. */
export interface Player {
  /** The next line; undefined when there comes none any more. */
  next(prompt: string): Promise<string | undefined>;
  close(): void;
}

/** Whoever types into `input`, on a terminal with a prompt that remembers lines; `stop` hears Ctrl-C there. */
export function typingPlayer(input: NodeJS.ReadStream, output: NodeJS.WriteStream, stop: () => void): Player {
  const terminal = Boolean(input.isTTY && output.isTTY);
  const lines: string[] = [];
  let ended = false;
  let wake = () => {};
  const reader = createInterface({ input, ...(terminal && { output }), terminal });
  reader.on('line', (line) => {
    lines.push(line);
    wake();
  });
  reader.on('close', () => {
    ended = true;
    wake();
  });
  // On a terminal the reader takes the key before it becomes a signal.
  reader.on('SIGINT', stop);
  return {
    async next(prompt) {
      if (terminal && lines.length === 0) {
        reader.setPrompt(prompt);
        reader.prompt();
      }
      while (lines.length === 0 && !ended)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      const line = lines.shift();
      if (!terminal && line !== undefined) output.write(`${prompt}${line}\n`);
      return line;
    },
    close: () => reader.close(),
  };
}
