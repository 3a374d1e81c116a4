import * as v from 'valibot';
import { parse, YAMLParseError } from 'yaml';
import { ParsedFiles } from './parsed-files.ts';
import { AuthorError } from './problem.ts';

const parsed = new WeakMap<v.GenericSchema, ParsedFiles<unknown>>();

/** Parses YAML and checks it; an error names file and field. What it gives belongs to all who ask: nobody changes it. */
export function parseYaml<Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
  file: string,
): v.InferOutput<Schema> {
  const files = parsed.get(schema) ?? new ParsedFiles();
  parsed.set(schema, files);
  return files.get(file, text, () => checkedYaml(schema, text, file)) as v.InferOutput<Schema>;
}

function checkedYaml(schema: v.GenericSchema, text: string, file: string): unknown {
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
