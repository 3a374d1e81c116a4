import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import * as v from 'valibot';
import { designInterviewSchema } from '#content/design/design-interview.ts';
import { openQuestionSchema, type RubricPoint } from '#content/question/open.ts';
import type { ParsedPage } from '../citations/parse-page.ts';
import { designFiles } from '../references/design-file.ts';
import { parseYaml } from '../references/yaml-file.ts';
import { escapeHtml } from '../take-away/html.ts';
import type { Ground } from './grounds.ts';
import type { Named } from './sentences.ts';
import { groundHtml } from './sentences-html.ts';

/** Every point of every rubric beside what backs it, question by question. */
export function rubricsHtml(
  pages: ReadonlyMap<string, ParsedPage>,
  groundOf: (named: Named) => Ground,
): string {
  return [...pages]
    .filter(([, { frontMatter }]) => frontMatter.kind === 'open')
    .map(([path, { frontMatter }]) => {
      const { prompt, rubric, followUps } = v.parse(openQuestionSchema, frontMatter);
      const points = (asked: RubricPoint[]) => asked.map((point) => pointHtml(point, groundOf)).join('');
      return (
        `<section><h2>${escapeHtml(prompt)}</h2><p><code>${escapeHtml(path)}</code></p>${points(rubric)}` +
        `${followUps.map((each) => `<h3>${escapeHtml(each.prompt)}</h3>${points(each.rubric)}`).join('')}</section>`
      );
    })
    .join('');
}

/** Every point of every design interview beside what backs it, and the notes of its reference drawing. */
export function designRubricsHtml(root: string, groundOf: (named: Named) => Ground): string {
  return designFiles(root)
    .map((file) => {
      const path = relative(root, file).split(sep).join('/');
      const text = readFileSync(file, 'utf8');
      const { prompt, rubric, reference } = parseYaml(designInterviewSchema, text, path);
      const points = rubric.map((point) => pointHtml(point, groundOf)).join('');
      const notes = reference.notes.map((note) => noteHtml(note, groundOf)).join('');
      return (
        `<section><h2>${escapeHtml(prompt)}</h2><p><code>${escapeHtml(path)}</code></p>${points}` +
        `<h3>Its drawing</h3>${notes}</section>`
      );
    })
    .join('');
}

function noteHtml(
  { text, backing }: { text: string; backing?: NonNullable<RubricPoint['backing']> | undefined },
  groundOf: (named: Named) => Ground,
): string {
  const ground = backing ? groundHtml(groundOf(namedBacking(backing))) : '';
  return `<article><p>${escapeHtml(text)}</p>${ground}</article>`;
}

function pointHtml({ level, point, why, backing }: RubricPoint, groundOf: (named: Named) => Ground): string {
  return (
    `<article><p><b>${level}:</b> ${escapeHtml(point)}</p><p>${escapeHtml(why)}</p>` +
    `${backing ? groundHtml(groundOf(namedBacking(backing))) : '<p><small>Nothing backs it.</small></p>'}</article>`
  );
}

function namedBacking(backing: NonNullable<RubricPoint['backing']>): Named {
  if ('fact' in backing) return { element: 'Fact', attributes: { id: backing.fact } };
  return { element: 'Claim', attributes: { id: `${backing.experiment}/${backing.claim}` } };
}
