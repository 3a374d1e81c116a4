import { lineColumns, type Style, styleFor } from '../terminal/screen.ts';
import { columnsOf, wrap } from '../terminal/text.ts';

/** Lines on stdout that fit the window. */
export interface Paper {
  readonly columns: number;
  style: Style;
  line(text?: string): void;
  /** A text broken at spaces, each line after `indent` spaces. */
  text(text: string, indent?: number): void;
  /** The same with a mark in front of its first line. */
  marked(mark: string, text: string): void;
  heading(text: string): void;
}

/** Opens stdout for lines. */
export function openPaper(stream: NodeJS.WriteStream = process.stdout): Paper {
  // A game lasts long enough for somebody to resize the window.
  const columns = () => lineColumns(stream);
  const style = styleFor(stream);
  const line = (text = '') => stream.write(`${text}\n`);
  const indented = (text: string, indent: number) =>
    wrap(text, columns() - indent).map((each) => ' '.repeat(indent) + each);
  return {
    get columns() {
      return columns();
    },
    style,
    line,
    text: (text, indent = 0) => {
      for (const each of indented(text, indent)) line(each);
    },
    marked(mark, text) {
      const before = columnsOf(mark) + 1;
      const [first = '', ...more] = wrap(text, columns() - before);
      line(`${mark} ${first}`);
      for (const each of more) line(' '.repeat(before) + each);
    },
    heading(text) {
      line();
      for (const each of wrap(text, columns())) line(style('bold', each));
    },
  };
}
