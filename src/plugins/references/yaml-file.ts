import * as v from 'valibot';
import { parse, YAMLParseError } from 'yaml';
import { AuthorError } from './problem.ts';

/** Parses YAML and checks it; an error names file and field. */
export function parseYaml<Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
  file: string,
): v.InferOutput<Schema> {
  let data: unknown;
  try {
    data = parse(text);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new AuthorError(`${file} is not YAML: ${error.message.split('\n')[0]}`, 'Correct that line.');
  }
  const result = v.safeParse(schema, data);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new AuthorError(
    `${file}: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}.`,
    'The schemas with a comment on every field are in src/content.',
  );
}
