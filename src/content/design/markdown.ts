import { backingText, clock, inline, quoted } from '#content/mock/markdown.ts';
import type { DesignInterviewData } from './design-interview.ts';
import type { Drawing } from './drawing.ts';
import { drawingText } from './drawing-text.ts';
import { type JudgedDesignPoint, outcomeOf } from './judged.ts';
import { plannedEnd } from './phase-time.ts';

/** A design interview as a Markdown file, for one's notes or for a partner. */
export function designMarkdown({
  design,
  drawing,
  points,
  notes,
  seconds,
  siteUrl,
}: {
  design: Pick<DesignInterviewData, 'id' | 'title' | 'prompt' | 'phases'>;
  drawing: Drawing;
  points: readonly JudgedDesignPoint[];
  /** What the reader wrote in a phase. */
  notes: readonly { name: string; text: string }[];
  /** Spent. */
  seconds: number;
  /** Without a slash at its end. */
  siteUrl: string;
}): string {
  const { left, reached } = outcomeOf(points);
  const whole = plannedEnd(design.phases, design.phases.length - 1);
  const outcome =
    left > 0 ? `${left} ${left === 1 ? 'point' : 'points'} not ticked` : `reached: ${reached ?? 'none'}`;
  const lines = [
    `# ${inline(design.title)}`,
    '',
    inline(design.prompt),
    '',
    `Time ${clock(seconds)} of ${clock(whole)}; ${outcome}, by the drawing and own judgement.`,
    '',
    '## The drawing',
    '',
    ...(drawingText(drawing) || 'Nothing is drawn.').split('\n').map((line) => `    ${line}`),
    ...notes.flatMap(({ name, text }) => ['', `## ${inline(name)}`, '', ...quoted(text)]),
    '',
    '## Point by point',
    '',
    ...points.flatMap(({ point, drawn = [], otherwise, tick }) => [
      `- [${tick === 'said' ? 'x' : ' '}] **${point.level}** ${inline(point.point)} (${tick ?? 'not ticked'}${otherwise ? ', drawn in another way' : ''})${backingText(point.backing)}`,
      ...drawn.map(({ says }) => `  - ${inline(says)}`),
    ]),
    '',
    `[The interview](${siteUrl}/mock/?design=${design.id.slice('design/'.length)})`,
  ];
  return `${lines.join('\n')}\n`;
}
