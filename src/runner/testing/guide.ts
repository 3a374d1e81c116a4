import { readFileSync } from 'node:fs';

/** Commands of a guide, and what they print: text with `…` for whatever stands there, or undefined when not shown. */
export interface GuideStep {
  /** Line of the README on which the commands begin. */
  line: number;
  commands: string;
  prints: string | undefined;
}

/** The steps of a README: every block of `sh`, with the block of `text` that follows it. */
export function guideSteps(readme: string): GuideStep[] {
  const text = readFileSync(readme, 'utf8');
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```\n(?:\n```text\n([\s\S]*?)^```\n)?/gm)].map(
    ({ 1: commands = '', 2: prints, index }) => ({
      line: text.slice(0, index).split('\n').length + 1,
      commands,
      prints,
    }),
  );
}

/** Whether every shown line is in what was printed, in order; `…` in a line stands for anything. */
export function showsAsPrinted(shown: string, printed: string): boolean {
  const pattern = shown
    .trimEnd()
    .split('\n')
    .map((line) => line.split('…').map(RegExp.escape).join('[^]*?'))
    .join('[^]*?');
  return new RegExp(pattern).test(printed);
}
