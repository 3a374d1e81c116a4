import type { WriteStream } from 'node:tty';
import { intro, log, outro, S_BAR, S_STEP_SUBMIT } from '@clack/prompts';
import { lineColumns, type Screen, styleFor } from './screen.ts';
import { terminalPrompts } from './terminal-prompts.ts';
import { columnsOf, cut, pad, wrap } from './text.ts';

const barColumns = 24;
/** Of a window that does not say how wide it is, as some that programs open. */
const usualColumns = 80;
/** From the begin of the line to the end of the screen. */
const clearBelow = '\r\u001b[J';
const up = (lines: number) => (lines > 0 ? `\u001b[${lines}A` : '');
const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';

/** Rows that a line takes in a window of so many columns. */
const rowsOf = (line: string, columns: number) =>
  Math.max(1, Math.ceil(columnsOf(line) / Math.max(1, columns)));

/**
 * A screen with prompts and a progress bar, along one line on the left that leads from step to step. A prompt that is open
 * when `signal` aborts rejects with its reason.
 */
export function terminalScreen(output: WriteStream, ask: boolean, signal?: AbortSignal): Screen {
  const style = styleFor(output);
  const bar = style('gray', S_BAR);
  const width = () => output.columns || usualColumns;
  return {
    prompts: ask ? terminalPrompts(output, signal) : undefined,
    get columns() {
      return lineColumns({ columns: width() - 4 });
    },
    style,
    intro: (title) => intro(style('inverse', ` ${title} `), { output }),
    section: (title, lines = []) =>
      log.message([style('bold', title), ...lines], { output, symbol: style('green', S_STEP_SUBMIT) }),
    // Our own line instead of clack's bar: that one reads the keyboard and would answer Ctrl-C with exit code 0.
    progress(title) {
      let drawn: string[] = [];
      const draw = (mark: string, line: string, below: string[] = []) => {
        // A window that has shrunk since shows a line of before in several rows.
        const rows = drawn.reduce((sum, each) => sum + rowsOf(each, width()), 0);
        drawn = [`${mark}  ${line}`, ...below.map((each) => `${bar}  ${style('dim', each)}`)].map((each) =>
          cut(each, width() - 1),
        );
        output.write(`${up(rows - 1)}${clearBelow}${drawn.join('\n')}`);
      };
      const working = style('cyan', '◆');
      // Whoever presses Ctrl-C twice ends it in the middle, and goes on typing in this window.
      const show = () => output.write(showCursor);
      process.once('exit', show);
      output.write(`${bar}\n${hideCursor}`);
      draw(working, title);
      return {
        update(fraction, note, below) {
          const columns = Math.max(4, Math.min(barColumns, width() - 32));
          const full = Math.round(fraction * columns);
          const filled = style('cyan', '━'.repeat(full)) + style('dim', '─'.repeat(columns - full));
          const percent = pad(`${Math.floor(fraction * 100)} %`, 5, 'right');
          draw(working, `${filled} ${percent}  ${cut(note, width() - columns - 12)}`, below);
        },
        end(line) {
          process.off('exit', show);
          const [first = '', ...more] = wrap(line, width() - 4);
          draw(style('green', S_STEP_SUBMIT), first, more);
          output.write(`\n${showCursor}`);
        },
      };
    },
    outro(lines) {
      const [first = '', ...rest] = lines;
      outro([first, ...rest.map((line) => `   ${line}`)].join('\n'), { output });
    },
  };
}
