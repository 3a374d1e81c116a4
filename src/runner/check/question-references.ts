import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { conceptsSchema } from '#content/concept.ts';
import { type Evidence, evidenceSchema } from '#content/evidence.ts';
import { nearest } from '#content/nearest.ts';
import type { Backing } from '#content/question/common.ts';
import type { Question } from '#content/question/question.ts';
import { readStatements } from '../statements.ts';
import type { Content, Finding } from './finding.ts';

/** Says of a question in a file what it cites that does not exist. Reads facts, statements and concepts once. */
export function referencesOf(content: Content): (where: string, question: Question) => Finding[] {
  const concepts = Object.keys(v.parse(conceptsSchema, parse(readFileSync(content.concepts, 'utf8')) ?? {}));
  const facts = readdirSync(content.facts).map((file) => file.replace(/\.yaml$/, ''));
  const statements = readStatements(content.statements).map(({ id }) => id);
  const evidenceOf = evidenceReader(content.labs);

  const missingBacking = (backing: Backing): Missing[] => {
    if ('fact' in backing) {
      return missing('fact', backing.fact, facts, 'Add it to src/content/facts with its source and date.');
    }
    const evidence = evidenceOf(backing.experiment);
    if (!evidence) return noEvidence(backing.experiment);
    return missing(
      'claim',
      backing.claim,
      names(evidence.claims, 'id'),
      `${backing.experiment} has no other.`,
    );
  };
  const cited = (question: Question): Missing[] => {
    const unknown = [
      ...question.concepts.flatMap((slug) =>
        missing('concept', slug, concepts, 'Add it to src/content/concepts.yaml with a name and a sentence.'),
      ),
      ...(question.backing ?? []).flatMap(missingBacking),
    ];
    if (question.kind === 'open') {
      const points = [question, ...question.followUps].flatMap(({ rubric }) => rubric);
      return [...unknown, ...points.flatMap(({ backing }) => (backing ? missingBacking(backing) : []))];
    }
    if (question.kind === 'myth-or-fact') {
      const remedy = 'Add it to src/content/statements with a verdict and what is right instead.';
      return [...unknown, ...missing('statement', question.statement, statements, remedy)];
    }
    if (question.kind === 'estimate') {
      const evidence = evidenceOf(question.experiment);
      if (!evidence) return [...unknown, ...noEvidence(question.experiment)];
      const { variant: name, metric } = question;
      const variant = evidence.variants.find((each) => each.name === name);
      if (!variant) return [...unknown, ...missing('variant', name, names(evidence.variants, 'name'))];
      return [...unknown, ...missing('metric', metric, names(variant.metrics, 'name'))];
    }
    return unknown;
  };
  return (where, question) => cited(question).map((each) => ({ where, ...each }));
}

type Missing = Omit<Finding, 'where'>;

function missing(what: string, name: string, known: string[], remedy = ''): Missing[] {
  if (known.includes(name)) return [];
  const near = nearest(name, known);
  return [
    {
      problem: `It cites the ${what} ${name}, and there is none of that name.`,
      remedy: near
        ? `Did you mean ${near}?${remedy && ` Else: ${remedy}`}`
        : remedy || `Known: ${known.join(', ')}.`,
    },
  ];
}

function noEvidence(experiment: string): Missing[] {
  return [
    {
      problem: `It cites the experiment ${experiment}, which has no recorded evidence.`,
      remedy: `Correct the name, or record it: npm run lab ${experiment} -- --yes --record`,
    },
  ];
}

const names = <Key extends string>(items: Record<Key, string>[], key: Key) => items.map((each) => each[key]);

function evidenceReader(labs: string): (experiment: string) => Evidence | undefined {
  const known = new Map<string, Evidence | undefined>();
  return (experiment) => {
    if (!known.has(experiment)) known.set(experiment, read(experiment));
    return known.get(experiment);
  };
  function read(experiment: string): Evidence | undefined {
    const [lab = '', name] = experiment.split('/');
    const path = join(labs, lab, 'evidence', `${name}.local.json`);
    if (!existsSync(path)) return undefined;
    // Evidence that is damaged is the finding of another law.
    const result = v.safeParse(evidenceSchema, JSON.parse(readFileSync(path, 'utf8')));
    return result.success ? result.output : undefined;
  }
}
