import type { CardData } from '#content/page-data.ts';
import { type Card, cardSchema } from '#content/question/question.ts';
import { findVariant, locateEvidence, measuredValue, parseEvidence, provenanceOf } from './evidence-file.ts';
import type { ReadFile } from './kind.ts';
import { AuthorError } from './problem.ts';
import { findStatement } from './statement-file.ts';
import { parseYaml } from './yaml-file.ts';

/** What a card shows beside its own file's words: everything but its id. */
export type ResolvedCard = CardData extends infer Each
  ? Each extends unknown
    ? Omit<Each, 'id'>
    : never
  : never;

/** A recall card from its file, with the measured value or the statement that it refers to. */
export function cardOf(text: string, file: string, root: string, read: ReadFile): ResolvedCard {
  const card = parseYaml(cardSchema, text, file);
  try {
    return resolve(card, root, read);
  } catch (error) {
    throw error instanceof AuthorError ? error.at(file) : error;
  }
}

function resolve(card: Card, root: string, read: ReadFile): ResolvedCard {
  if (card.kind === 'myth-or-fact') return { ...card, judged: findStatement(card.statement, root, read) };
  if (card.kind !== 'estimate') return card;
  const file = locateEvidence(card.experiment, { root });
  const evidence = parseEvidence(read(file), file);
  const value = measuredValue(findVariant(evidence, card.variant), card.metric);
  if (card.tolerance > 1 && value.median === 0) {
    throw new AuthorError(
      `an estimate of ${card.metric} of ${card.experiment} has a tolerance of ${card.tolerance}, but 0 was measured.`,
      'A factor around 0 is 0: write `tolerance: 1`, or ask for another number.',
    );
  }
  return { ...card, measured: { ...value, metric: card.metric, provenance: provenanceOf(evidence) } };
}
