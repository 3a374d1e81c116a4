import { validationError } from '../errors.ts';

interface Rule {
  isRequired?: boolean;
  /** Of a text. */
  length?: [number, number];
  /** Of a number. */
  from?: number;
  values?: string[];
}

/** Throws DynamoDB's ValidationException that lists every parameter outside of what the API reference allows. */
export function checkParameters(input: Record<string, unknown>, rules: Record<string, Rule>): void {
  const problems = Object.entries(rules).flatMap(([name, rule]) => {
    const value = input[name];
    const field = `${name[0]?.toLowerCase()}${name.slice(1)}`;
    const problem = problemOf(value, rule);
    const shown = value === undefined || value === null ? 'null' : `'${value}'`;
    return problem ? [`Value ${shown} at '${field}' failed to satisfy constraint: ${problem}`] : [];
  });
  if (problems.length === 0) return;
  const errors = problems.length > 1 ? 'errors' : 'error';
  throw validationError(`${problems.length} validation ${errors} detected: ${problems.join('; ')}`);
}

function problemOf(value: unknown, { isRequired, length, from, values }: Rule): string | undefined {
  if (value === undefined || value === null) return isRequired ? 'Member must not be null' : undefined;
  const size = String(value).length;
  if (length && size < length[0]) return `Member must have length greater than or equal to ${length[0]}`;
  if (length && size > length[1]) return `Member must have length less than or equal to ${length[1]}`;
  if (from !== undefined && !(Number(value) >= from))
    return `Member must have value greater than or equal to ${from}`;
  if (values && !values.includes(String(value)))
    return `Member must satisfy enum value set: [${values.join(', ')}]`;
  return undefined;
}
