import type { TakeAwayCard } from '#content/take-away.ts';
import { escapeHtml } from './html.ts';

interface Numbered {
  card: TakeAwayCard;
  number: number;
}

/** The sheet as HTML: all questions, numbered, part by part, then all answers under the same numbers. */
export function sheetHtml(cards: readonly TakeAwayCard[]): string {
  const numbered = cards.map((card, index) => ({ card, number: index + 1 }));
  const parts = [...Map.groupBy(numbered, ({ card }) => card.partLabel)];
  const half = (id: string, title: string, write: (item: Numbered) => string) =>
    `<section class="${id}" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${parts
      .map(
        ([label, items]) =>
          `<section aria-label="${title}: ${escapeHtml(label)}"><h3>${escapeHtml(label)}</h3>${items.map(write).join('')}</section>`,
      )
      .join('')}</section>`;
  return half('questions', 'Questions', questionHtml) + half('answers', 'Answers', answerHtml);
}

function questionHtml({ card, number }: Numbered): string {
  const choices = card.choices.map((each) => `<li>${escapeHtml(each)}</li>`).join('');
  return (
    `<article id="question-${number}"><h4>${number}. ${escapeHtml(card.prompt)}</h4>` +
    `<p class="kind">${escapeHtml(card.kind)} · <a href="#answer-${number}">answer ${number}</a></p>` +
    `${choices ? `<ul class="choices">${choices}</ul>` : '<div class="lines" aria-hidden="true"></div>'}</article>`
  );
}

function answerHtml({ card, number }: Numbered): string {
  const reasons = card.reasons
    .map(({ heading, text }) => `<div><dt>${escapeHtml(heading)}</dt><dd>${escapeHtml(text)}</dd></div>`)
    .join('');
  const figure = card.figure
    ? `<img src="data:image/svg+xml,${encodeURIComponent(card.figure.svg)}" alt="${escapeHtml(card.figure.description)}">`
    : '';
  return (
    `<article id="answer-${number}"><h4>${number}. ${escapeHtml(card.prompt)}</h4>${card.answerHtml}${figure}` +
    `<dl class="reasons">${reasons}</dl>` +
    `<p class="kind"><a href="#question-${number}">question ${number}</a> · ${escapeHtml(card.title)}</p></article>`
  );
}
