import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { parse } from 'yaml';
import { type Question, questionSchema } from '#content/question/question.ts';
import type { Content, Finding } from './finding.ts';
import { isCard, questionFiles } from './questions.ts';
import { serviceSentences } from './service-words.ts';

/**
 * Every card that says what a service of AWS does names the facts or claims that this rests on, or judges a statement of
 * the ledger, which has its own. What an option says that is wrong is no statement of ours.
 */
export function checkCardStatements({ docs }: Content): Finding[] {
  return questionFiles(docs)
    .filter(isCard)
    .flatMap((where) => {
      // A card that is no YAML, or fits no schema, is the finding of another law.
      const card = v.safeParse(questionSchema, parsed(readFileSync(where, 'utf8')));
      if (!card.success || card.output.kind === 'myth-or-fact' || card.output.backing) return [];
      return textsOf(card.output)
        .flatMap((text) => serviceSentences(text))
        .map((sentence) => ({
          where,
          problem: `“${sentence}” says what a service of AWS does, and the card names nothing that backs it.`,
          remedy: 'Add `backing:` with { fact } or { experiment, claim }, or say less.',
        }));
    });
}

function parsed(yaml: string): unknown {
  try {
    return parse(yaml);
  } catch {
    return undefined;
  }
}

/** What a card itself says: its prompt, what is right, and every explanation. */
function textsOf(card: Question): string[] {
  const options = 'options' in card ? card.options : [];
  return [
    card.prompt,
    ...('feedback' in card ? [card.feedback] : []),
    ...('steps' in card ? card.steps.flatMap((step) => Object.values(step)) : []),
    ...options.flatMap(({ text, correct, feedback }) => (correct ? [text, feedback] : [feedback])),
  ];
}
