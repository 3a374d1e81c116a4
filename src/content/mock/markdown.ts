import { localDay } from '#content/local-day.ts';
import type { Backing } from '#content/page-data.ts';
import type { MockSession } from '#content/progress/record.ts';
import { formatQuantity } from '#content/quantity.ts';
import type { Scorecard, ScoredItem } from './scorecard.ts';

const ticks = { said: 'said', partly: 'partly', missed: 'missed' };

/** The scorecard as a Markdown file, for one's notes or for a partner. */
export function scorecardMarkdown(card: Scorecard, session: MockSession, siteUrl: string): string {
  const lines = [
    `# Mock interview, ${localDay(session.startedAt)}`,
    '',
    `${session.minutes} minutes, level ${session.level}. ${card.met} of ${card.items.length} answers meet the level, by own judgement.`,
    ...card.items.flatMap((item) => itemLines(item, siteUrl)),
    '',
    '## What to read next',
    '',
    ...(card.readNext.length > 0
      ? card.readNext.map(({ title, href }) => `- [${inline(title)}](${siteUrl}${href})`)
      : ['Nothing was missed.']),
  ];
  return `${lines.join('\n')}\n`;
}

function itemLines(item: ScoredItem, siteUrl: string): string[] {
  const time = `${clock(item.seconds)} of ${clock(item.targetSeconds)}`;
  return [
    '',
    `${item.isFollowUp ? '###' : '##'} ${inline(item.prompt)}`,
    '',
    item.answered
      ? `${item.meets ? 'Meets the level' : 'Below the level'}; reached: ${item.reached ?? 'none'}; time ${time}.`
      : 'Not answered.',
    ...(item.expectation ? ['', `Expected: ${inline(item.expectation)}`] : []),
    ...(item.answer.trim() ? ['', ...quoted(item.answer.trim())] : []),
    '',
    ...item.points.map(({ point, tick, quote }) => {
      const phrase = quote ? `; “${inline(quote)}”` : '';
      return `- [${tick === 'said' ? 'x' : ' '}] **${point.level}** ${inline(point.point)} (${tick ? ticks[tick] : 'not ticked'}${phrase})${backingText(point.backing)}`;
    }),
    ...(item.isFollowUp ? [] : ['', `[The question with its answers](${siteUrl}/${item.question}/)`]),
  ];
}

/** What backs a point, in a line. */
export function backingText(backing: Backing | undefined): string {
  if (!backing) return '';
  if ('experiment' in backing) return ` Measured in \`${backing.experiment}\`: ${inline(backing.statement)}`;
  const { label, value, unit, source } = backing.fact;
  return ` Fact: ${inline(label)}, ${formatQuantity(value, unit)} ([source](${source.url}))`;
}

/** Seconds as on a clock: `1:35`. */
export function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
}

/** Text of a reader or an author in one line, with nothing in it that Markdown or HTML would read as markup. */
export function inline(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|]/g, '\\$&');
}

/** Lines of a reader as a quotation. */
export function quoted(text: string): string[] {
  return text.split('\n').map((line) => `> ${inline(line)}`);
}
