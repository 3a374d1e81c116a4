import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { parse } from 'yaml';
import { conceptsSchema } from '#content/concept.ts';
import type { StatementVerdict } from '#content/statement.ts';
import { verdictScale, verdictWords } from '#content/verdict-words.ts';
import { readStatements } from '../statements.ts';
import type { Content, Finding } from './finding.ts';
import { isCard, questionFiles } from './questions.ts';

/** Of the cards that judge a statement, the least share whose statement is true: “never answer true” must not pay. */
const leastTrue = 1 / 4;

/**
 * Every verdict is the answer of some card, a quarter of the statements to judge are true, and every concept is
 * exercised by some question.
 */
export function checkAnswerKeys(content: Content): Finding[] {
  const files = questionFiles(content.docs);
  const fields = files.map(fieldsOf);
  return [...verdictFindings(content, fields, files), ...conceptFindings(content, fields)];
}

interface Fields {
  statement?: string;
  concepts?: string[];
}

/** What this law needs of a question, which another law checks. */
function fieldsOf(where: string): Fields {
  const text = readFileSync(where, 'utf8');
  try {
    return parse(isCard(where) ? text : (/^---\n(.*?)\n---/s.exec(text)?.[1] ?? '')) ?? {};
  } catch {
    return {};
  }
}

function verdictFindings({ docs, statements }: Content, fields: Fields[], files: string[]): Finding[] {
  const verdicts = new Map(readStatements(statements).map(({ id, verdict }) => [id, verdict]));
  const keys = fields.flatMap(({ statement }, index): StatementVerdict[] => {
    const verdict = isCard(files[index] ?? '') && statement ? verdicts.get(statement) : undefined;
    return verdict ? [verdict] : [];
  });
  if (keys.length === 0) return [];
  const unused = verdictScale.filter((verdict) => !keys.includes(verdict));
  const right = keys.filter((key) => key === 'right').length;
  return [
    ...unused.map((verdict) => ({
      where: docs,
      problem: `“${verdictWords[verdict].label}” is offered on ${keys.length} cards and is the answer of none.`,
      remedy: 'Add a card with a statement of that verdict, or take the verdict out of the scale.',
    })),
    ...(right / keys.length < leastTrue
      ? [
          {
            where: docs,
            problem: `Of ${keys.length} statements to judge ${right} are true, fewer than a quarter.`,
            remedy: 'Add cards whose statement is true: whoever never says “true” must not win.',
          },
        ]
      : []),
  ];
}

function conceptFindings({ concepts }: Content, fields: Fields[]): Finding[] {
  const used = new Set(fields.flatMap((each) => each.concepts ?? []));
  return Object.keys(v.parse(conceptsSchema, parse(readFileSync(concepts, 'utf8')) ?? {}))
    .filter((slug) => !used.has(slug))
    .map((slug) => ({
      where: concepts,
      problem: `No question exercises the concept ${slug}.`,
      remedy: 'Name it in a question, or remove it.',
    }));
}
