import type { CardData } from '#content/page-data.ts';
import { formatNumber } from '#content/quantity.ts';
import { verdictScale, verdictWords } from '#content/verdict-words.ts';

/** A card as it is read aloud, sentence by sentence: what is asked, and after a pause what is right and why. */
export interface SpokenCard {
  question: string[];
  answer: string[];
}

/** What a voice says of a card. Choices are in the order of the card's file, but for steps, whose file holds their order. */
export function spokenCard(card: CardData): SpokenCard {
  switch (card.kind) {
    case 'choose-one':
    case 'choose-many': {
      const right = card.options.filter(({ correct }) => correct);
      const task = card.kind === 'choose-one' ? [] : [`${right.length} of these are right.`];
      return {
        question: [card.prompt, ...task, ...card.options.map(({ text }, at) => `${at + 1}: ${closed(text)}`)],
        answer: right.flatMap(({ text, feedback }) => [closed(text), feedback]),
      };
    }
    case 'order':
      return {
        question: [card.prompt, ...card.steps.map(({ text }) => closed(text)).toSorted()],
        answer: card.steps.flatMap(({ text, feedback }, at) => [`${at + 1}: ${closed(text)}`, feedback]),
      };
    case 'estimate':
      return {
        question: [card.prompt, 'Estimate it.'],
        answer: [`Measured: ${spokenQuantity(card.measured.median, card.measured.unit)}.`, card.feedback],
      };
    case 'myth-or-fact': {
      const { verdict, conditions, instead } = card.judged;
      return {
        question: [
          'A widely shared statement:',
          closed(card.prompt),
          `${verdictScale.map((each) => verdictWords[each].label).join(', or ')}?`,
        ],
        answer: [
          `It is ${verdictWords[verdict].label}.`,
          ...(conditions ? [`True when ${closed(conditions)}`] : []),
          instead,
          card.feedback,
        ],
      };
    }
  }
}

const units: Record<string, string> = {
  ms: 'milliseconds',
  s: 'seconds',
  '1/s': 'per second',
  '%': 'percent',
};

/** A number as a voice reads it: without the thin spaces that are for the eye, and with its unit as a word. */
function spokenQuantity(value: number, unit: string): string {
  return `${formatNumber(value).replaceAll(',', '')} ${units[unit] ?? unit}`.trim();
}

/** As a sentence, so that the voice falls at its end. */
function closed(text: string): string {
  return /[.?!:]$/.test(text) ? text : `${text}.`;
}
