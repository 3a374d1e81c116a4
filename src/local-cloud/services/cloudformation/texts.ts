/**
 * Properties as a provider gets them: numbers and booleans arrive as text. AWS's pages do not say so; the providers that
 * CDK brings turn them back.
 */
export function asTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asTexts);
  if (value === null || typeof value !== 'object') return String(value);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, asTexts(each)]));
}
