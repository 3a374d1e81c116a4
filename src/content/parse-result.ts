import * as v from 'valibot';
import { type Evidence, evidenceSchema } from './evidence.ts';

/** The largest recorded run has a fifth of this. */
export const mostResultBytes = 4 * 1024 * 1024;

/** The result of a run, or why a text is none: what is wrong, and what to do. */
export type ParsedResult = { result: Evidence } | { problem: string; remedy: string };

/** What to do where a file is not what was asked for. */
export const resultRemedy = (experiment: string): string =>
  `Choose .runs/${experiment}.result.json: npm run lab ${experiment} writes it there.`;

/**
 * Reads the result of a run of `experiment`, `lab/experiment`, from a text that may be damaged or hostile. What comes out
 * holds the fields of the schema and nothing else; its strings are data, to be shown as text only.
 */
export function parseResult(text: string, experiment: string): ParsedResult {
  const remedy = resultRemedy(experiment);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    return { problem: 'This file is not JSON, or it is cut off.', remedy };
  }
  const checked = v.safeParse(evidenceSchema, data);
  if (!checked.success) {
    const [issue] = checked.issues;
    const place = v.getDotPath(issue) ?? 'its beginning';
    return { problem: `This file is not the result of a run: at ${place}, ${short(issue.message)}.`, remedy };
  }
  const { lab, experiment: name } = checked.output;
  if (`${lab}/${name}` === experiment) return { result: checked.output };
  return {
    problem: `This is a result of ${lab}/${name}.`,
    remedy: `What stands here is ${experiment}. ${remedy}`,
  };
}

const short = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}…` : text);
