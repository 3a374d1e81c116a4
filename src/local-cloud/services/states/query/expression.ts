import jsonata from 'jsonata';

/** What is between `{%` and `%}`, when a text is an expression. */
export const expressionOf = (text: string): string | undefined => /^\{%([\s\S]*)%\}$/.exec(text)?.[1]?.trim();

/** What is wrong with a text that looks like an expression. */
export function problemOfExpression(text: string): string | undefined {
  const expression = expressionOf(text);
  if (expression === undefined) return undefined;
  try {
    jsonata(expression);
    return undefined;
  } catch (error) {
    return `the JSONata expression ${expression} cannot be read: ${(error as Error).message}`;
  }
}
