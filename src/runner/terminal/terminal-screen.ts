import type { WriteStream } from 'node:tty';
import { intro, isCancel, log, outro, S_BAR, S_STEP_SUBMIT, select, text } from '@clack/prompts';
import { Interrupted } from '../call-error.ts';
import { type Prompts, type Screen, styleFor } from './screen.ts';
import { pad } from './text.ts';

const barColumns = 24;
/** From the begin of the line to the end of the screen. */
const clearBelow = '\r\u001b[J';
const up = (lines: number) => (lines > 0 ? `\u001b[${lines}A` : '');
const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';

/** A screen with prompts and a progress bar, along one line on the left that leads from step to step. */
export function terminalScreen(output: WriteStream, ask: boolean): Screen {
  const style = styleFor(output);
  const bar = style('gray', S_BAR);
  return {
    prompts: ask ? terminalPrompts(output) : undefined,
    columns: Math.min(output.columns, 104) - 4,
    style,
    intro: (title) => intro(style('inverse', ` ${title} `), { output }),
    section: (title, lines = []) =>
      log.message([style('bold', title), ...lines], { output, symbol: style('green', S_STEP_SUBMIT) }),
    copyable: (lines) => output.write(`\n${lines.join('\n')}\n\n`),
    // Our own line instead of clack's bar: that one reads the keyboard and would answer Ctrl-C with exit code 0.
    progress(title) {
      let drawn = 1;
      const draw = (mark: string, line: string, below: string[] = []) => {
        const lines = [`${mark}  ${line}`, ...below.map((each) => `${bar}  ${style('dim', each)}`)];
        output.write(`${up(drawn - 1)}${clearBelow}${lines.join('\n')}`);
        drawn = lines.length;
      };
      const working = style('cyan', '◆');
      output.write(`${bar}\n${hideCursor}`);
      draw(working, title.slice(0, output.columns - 4));
      return {
        update(fraction, note, below) {
          const full = Math.round(fraction * barColumns);
          const filled = style('cyan', '━'.repeat(full)) + style('dim', '─'.repeat(barColumns - full));
          const percent = pad(`${Math.floor(fraction * 100)} %`, 5, 'right');
          // Never longer than the terminal: a line that wraps could not be drawn over.
          draw(working, `${filled} ${percent}  ${note.slice(0, output.columns - barColumns - 12)}`, below);
        },
        end(line) {
          draw(style('green', S_STEP_SUBMIT), line);
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

function terminalPrompts(output: WriteStream): Prompts {
  return {
    choose: async (message, options) => answered(await select({ message, options, output })),
    async askNumber(message, unit) {
      const isNumber = (value = '') => value.trim() !== '' && Number.isFinite(Number(value));
      const validate = (value?: string) => (isNumber(value) ? undefined : `Give a number (${unit}).`);
      return Number(answered(await text({ message, placeholder: unit, output, validate })));
    },
  };
}

function answered<T>(answer: T): Exclude<T, symbol> {
  if (isCancel(answer)) throw new Interrupted();
  return answer as Exclude<T, symbol>;
}
