import { styleText } from 'node:util';

/** What a run says and asks while it works. Styles carry no meaning of their own: words and marks do. */
export interface Screen {
  /** How to ask; undefined when there is nobody to ask. */
  prompts?: Prompts;
  /** Columns that a line of a section may take, in the window as it is now. */
  readonly columns: number;
  style: Style;
  intro(title: string): void;
  section(title: string, lines?: string[]): void;
  /** Opens a line that shows how far something is. */
  progress(title: string): Progress;
  outro(lines: string[]): void;
}

/** Questions to the learner. Ctrl-C rejects with Interrupted. */
export interface Prompts {
  choose(prompt: string, options: { value: string; label: string }[]): Promise<string>;
  askNumber(prompt: string, unit: string): Promise<number>;
}

/** A line that moves while something takes its time. */
export interface Progress {
  /** `fraction` from 0 to 1; `below` are lines that change with it, shown on a terminal only. */
  update(fraction: number, note: string, below?: string[]): void;
  /** Replaces the line by what became of it. */
  end(text: string): void;
}

export type Style = (format: Parameters<typeof styleText>[0], text: string) => string;

/** Styles for a stream: none where it is no terminal or NO_COLOR is set. */
export const styleFor =
  (stream: NodeJS.WriteStream): Style =>
  (format, text) =>
    styleText(format, text, { stream });

/** Fewer than these no window can be read in. */
const leastColumns = 20;

/** Columns that plain lines may take: those of the window, and no more than can be read well. */
export const lineColumns = ({ columns }: { columns?: number }): number =>
  Math.max(leastColumns, Math.min(columns || 100, 100));
