import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { type Card, cardSchema } from '#content/question/question.ts';
import type { Content, Finding } from './finding.ts';
import { isCard, questionFiles } from './questions.ts';

/** Of the choose-one cards of a part and of a lesson, the greatest share whose right option is the longest. */
const mostLongest: [what: string, depth: number, most: number, inWords: string][] = [
  ['part', 1, 1 / 3, 'a third'],
  ['lesson', 2, 1 / 2, 'half'],
];
/** How many times as long as the next option a right one may be that is the longest. */
const mostTimes = 1.25;

const remedy =
  'Move the reason from a right option into its feedback, or let a wrong one say the reason that a learner really gives.';

/** Whoever picks the longest option must not win: the right one is seldom the longest, and never by far. */
export function checkOptionLengths({ docs }: Content): Finding[] {
  const cards = readCards(docs);
  return [...mostLongest.flatMap((limit) => tooManyLongest(cards, docs, limit)), ...cards.flatMap(byFar)];
}

interface Lengths {
  where: string;
  kind: 'choose-one' | 'choose-many';
  /** Characters of each right and of each wrong option. */
  right: number[];
  wrong: number[];
}

function tooManyLongest(
  cards: Lengths[],
  docs: string,
  [what, depth, most, inWords]: (typeof mostLongest)[number],
): Finding[] {
  const groups = Map.groupBy(
    cards.filter(({ kind }) => kind === 'choose-one'),
    ({ where }) => relative(docs, where).split(sep).slice(0, depth).join(sep),
  );
  return [...groups].flatMap(([folder, group]) => {
    const longest = group.filter(({ right, wrong }) => Math.max(...right) > Math.max(...wrong));
    if (longest.length / group.length <= most) return [];
    const names = longest.map(({ where }) => relative(docs, where).split(sep).join('/'));
    return [
      {
        where: join(docs, folder),
        problem: `The right option is the longest on ${longest.length} of the ${what}’s ${group.length} choose-one cards, more than ${inWords}: ${names.join(', ')}.`,
        remedy,
      },
    ];
  });
}

/** What one card gives away by itself. */
function byFar({ where, kind, right, wrong }: Lengths): Finding[] {
  const next = Math.max(...wrong);
  const shortestRight = Math.min(...right);
  if (kind === 'choose-many') {
    if (shortestRight <= next) return [];
    return [{ where, problem: 'Every right option is longer than every wrong one.', remedy }];
  }
  if (shortestRight <= next * mostTimes) return [];
  return [
    {
      where,
      problem: `The right option has ${shortestRight} characters and the next one ${next}: it is more than ${mostTimes} times as long.`,
      remedy,
    },
  ];
}

/** The cards with options. One that is no YAML, or fits no schema, is the finding of another law. */
function readCards(docs: string): Lengths[] {
  return questionFiles(docs)
    .filter(isCard)
    .flatMap((where) => {
      const card = readCard(where);
      if (card?.kind !== 'choose-one' && card?.kind !== 'choose-many') return [];
      const lengths = (correct: boolean) =>
        card.options.filter((option) => option.correct === correct).map(({ text }) => text.length);
      return [{ where, kind: card.kind, right: lengths(true), wrong: lengths(false) }];
    });
}

function readCard(where: string): Card | undefined {
  try {
    const card = v.safeParse(cardSchema, parse(readFileSync(where, 'utf8')));
    return card.success ? card.output : undefined;
  } catch {
    return undefined;
  }
}
