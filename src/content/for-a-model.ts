import { formatDay } from './format-day.ts';
import type { BackedPoint, OpenQuestionData } from './page-data.ts';
import { formatQuantity } from './quantity.ts';

/**
 * An answer with all that is needed to judge it, as text for a language model that the reader runs or pays for: the
 * question, the rubric with what backs each point, and what the reader said.
 */
export function forAModel(
  { prompt, targetSeconds, rubric, expectations }: OpenQuestionData,
  answer: string,
  address: string,
): string {
  const levels = { junior: 'Junior', mid: 'Mid-level', senior: 'Senior and above' };
  return [
    'You are a strict interviewer for backend roles. Judge my answer against the rubric below.',
    'For each point say: said, partly, or missed, and quote the words of mine that prove it. Do not credit what is not there.',
    'What stands behind "backed by" was measured or documented: do not contradict it. End with the two changes that would help most.',
    '',
    `Question (about ${targetSeconds} seconds to answer): ${oneLine(prompt)}`,
    `Source: ${address}`,
    '',
    'Rubric:',
    ...rubric.map(pointLine),
    '',
    'Expected:',
    ...Object.entries(levels).map(
      ([level, label]) => `- ${label}: ${oneLine(expectations[level as keyof typeof levels])}`,
    ),
    '',
    'My answer:',
    answer.trim() || '(I answered aloud; I paste what I said here.)',
    '',
  ].join('\n');
}

function pointLine({ level, point, why, backing }: BackedPoint): string {
  const because = `- [${level}] ${oneLine(point)} Why: ${oneLine(why)}`;
  if (!backing) return because;
  if ('experiment' in backing) {
    const verdict =
      backing.holds === true ? 'holds' : backing.holds === null ? 'not judged' : 'does not hold';
    return `${because} Backed by the run ${backing.experiment} (${verdict}): ${oneLine(backing.statement)}`;
  }
  const { label, value, unit, asOf, source } = backing.fact;
  return `${because} Backed by a fact of ${formatDay(asOf)}: ${label}, ${formatQuantity(value, unit)} (${source.url})`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
