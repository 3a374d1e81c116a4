import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { questionSchema } from '#content/question/question.ts';
import type { Content, Finding } from './finding.ts';

/** Every recall card and the front matter of every open question fit their schema. */
export function checkQuestions({ docs }: Content): Finding[] {
  return readdirSync(docs, { recursive: true, encoding: 'utf8' })
    .map((file) => join(docs, file))
    .flatMap((where) => {
      const text = questionText(where);
      return text === undefined ? [] : checkOne(where, text);
    });
}

/** The YAML of a question's file; undefined when the file holds no question. */
function questionText(path: string): string | undefined {
  if (/[\\/]questions[\\/][^\\/]+\.ya?ml$/.test(path)) return readFileSync(path, 'utf8');
  if (!/[\\/]interview[\\/](?!index\.)[^\\/]+\.mdx$/.test(path)) return undefined;
  return /^---\n(.*?)\n---/s.exec(readFileSync(path, 'utf8'))?.[1] ?? '';
}

function checkOne(where: string, text: string): Finding[] {
  let data: unknown;
  try {
    data = parse(text);
  } catch (error) {
    const [problem = ''] = (error as Error).message.split('\n');
    return [{ where, problem: `The question is not YAML: ${problem}`, remedy: 'Mend that line.' }];
  }
  const result = v.safeParse(questionSchema, data);
  if (result.success) return [];
  return result.issues.map((issue) => ({
    where,
    problem: `The question does not fit its schema: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}.`,
    remedy: 'src/content/question says what each field is for.',
  }));
}
