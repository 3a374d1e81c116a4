import { type Screen, styleFor } from './screen.ts';

/** A screen of plain lines, for pipes, files and CI. Asks nothing. */
export function plainScreen(stream: NodeJS.WriteStream): Screen {
  const write = (line = '') => stream.write(`${line}\n`);
  return {
    columns: 100,
    style: styleFor(stream),
    intro: write,
    section(title, lines = []) {
      write();
      write(title);
      for (const line of lines) write(`  ${line}`.trimEnd());
    },
    progress(title) {
      let last = title;
      write();
      write(title);
      return {
        update(fraction, note) {
          // A line per step, not per tick: whoever reads a log wants to see what began, not how it moved.
          const step = note.split(' · ')[0] ?? note;
          if (step !== last) write(`  ${Math.floor(fraction * 100)} % ${step}`);
          last = step;
        },
        end: (text) => write(`  ${text}`),
      };
    },
    outro(lines) {
      write();
      for (const line of lines) write(line);
    },
  };
}
