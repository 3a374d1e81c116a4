/** A list that a template makes. Those of JSON are written as JSON, those of the template as Java writes a list. */
export class TemplateList extends Array<unknown> {}

/** A map that a template makes; it has no prototype, so that a key may be called as it likes. */
export const newMap = (): Record<string, unknown> => Object.create(null) as Record<string, unknown>;

export const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A value as a template writes it. Nothing is written for what is not there. Objects are Java's (`{a=1, b=2}`) and lists
 * within JSON are JSON, as users of API Gateway record it.
 */
export function javaText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (value instanceof TemplateList) return `[${value.map(javaText).join(', ')}]`;
  if (isMap(value))
    return `{${Object.entries(value)
      .map(([key, each]) => `${key}=${each === null ? 'null' : javaText(each)}`)
      .join(', ')}}`;
  return JSON.stringify(value);
}
