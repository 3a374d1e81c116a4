import { readFileSync } from 'node:fs';
import { formatQuantity } from '#content/quantity.ts';
import type { BankedCard, BankedOpenQuestion } from '#content/question-bank.ts';
import type { TakeAwayCard } from '#content/take-away.ts';
import { verdictScale, verdictWords } from '#content/verdict-words.ts';
import { locateEvidence, parseEvidence } from '../references/evidence-file.ts';
import { escapeHtml } from './html.ts';
import { measuredChart } from './measured-chart.ts';
import { shuffled } from './shuffled.ts';

/** A recall card as it is taken away. */
export function recallCard({ question, place }: BankedCard, root: string, siteUrl: string): TakeAwayCard {
  const card = {
    id: question.id,
    revision: question.revision,
    partLabel: place.partLabel,
    title: place.title,
    url: `${siteUrl}/questions/${question.id}/`,
    prompt: question.prompt,
  };
  switch (question.kind) {
    case 'choose-one':
    case 'choose-many': {
      const right = question.options.filter((each) => each.correct);
      return {
        ...card,
        kind: question.kind === 'choose-one' ? 'Choose one' : `Choose the ${right.length} that are right`,
        choices: question.options.map((each) => each.text),
        answerHtml: list('ul', right),
        reasons: question.options.map((each) => ({
          heading: `${each.correct ? '✓' : '✗'} ${each.text}`,
          text: each.feedback,
        })),
      };
    }
    case 'order':
      return {
        ...card,
        kind: 'Put into order',
        choices: shuffled(question.steps, question.id).map((each) => each.text),
        answerHtml: list('ol', question.steps),
        reasons: question.steps.map((each) => ({ heading: each.text, text: each.feedback })),
      };
    case 'myth-or-fact': {
      const { verdict, conditions, instead } = question.judged;
      return {
        ...card,
        kind: 'Myth or fact',
        choices: verdictScale.map((each) => verdictWords[each].label),
        answerHtml: `<p>${verdictWords[verdict].label}</p>`,
        reasons: [
          ...(conditions ? [{ heading: 'True when', text: conditions }] : []),
          { heading: 'What is right', text: instead },
          { heading: 'Why', text: question.feedback },
        ],
      };
    }
    case 'estimate': {
      const file = locateEvidence(question.experiment, { root });
      const evidence = parseEvidence(readFileSync(file, 'utf8'), file);
      const { median, unit, metricLabel } = question.measured;
      return {
        ...card,
        kind: 'Estimate',
        choices: [],
        answerHtml: `<p>${escapeHtml(formatQuantity(median, unit))}</p>`,
        reasons: [
          { heading: `Measured: ${metricLabel}, in ${question.experiment}`, text: question.feedback },
        ],
        figure: measuredChart(evidence, question.metric, question.variant),
      };
    }
  }
}

/** An open question as it is taken away: the great answer, and the points that an interviewer listens for. */
export function openCard(
  { question, place }: BankedOpenQuestion,
  greatHtml: string,
  siteUrl: string,
): TakeAwayCard {
  return {
    id: question.id,
    revision: question.revision,
    kind: 'Interview question',
    partLabel: place.partLabel,
    title: place.title,
    url: `${siteUrl}/${question.id}/`,
    prompt: question.prompt,
    choices: [],
    answerHtml: greatHtml,
    reasons: question.rubric.map(({ level, point, why }) => ({ heading: `${level}: ${point}`, text: why })),
  };
}

function list(tag: 'ul' | 'ol', items: { text: string }[]): string {
  return `<${tag}>${items.map(({ text }) => `<li>${escapeHtml(text)}</li>`).join('')}</${tag}>`;
}
