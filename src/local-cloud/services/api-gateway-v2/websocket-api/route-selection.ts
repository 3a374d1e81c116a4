import { compileJsonPath } from '../../../http/json-path.ts';

/** Evaluates a route selection expression for a message; undefined when the message is no JSON object. */
export type RouteSelection = (message: string) => string | undefined;

/**
 * A route selection expression made ready: `$request.body.action`, or several `${request.body.…}` with text around them.
 * Throws an Error for one that is not supported.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html
 */
export function compileRouteSelection(expression: string): RouteSelection {
  const bare = /^\$request\.body\.(.+)$/.exec(expression)?.[1];
  const text = bare === undefined ? expression.replace(/^\\\$/, '$') : `\${request.body.${bare}}`;
  const parts = text.split(/\$\{request\.body\.([^}]+)\}/);
  const selections = parts.map((part, index) =>
    index % 2 === 1 ? textAt(compileJsonPath(`$.${part}`)) : () => part,
  );
  return (message) => {
    let body: unknown;
    try {
      body = JSON.parse(message);
    } catch {
      return undefined;
    }
    if (body === null || typeof body !== 'object') return undefined;
    return selections.map((select) => select(body)).join('');
  };
}

/** "If the JSONPath is not found, the variable is resolved as an empty text." */
const textAt = (select: (document: unknown) => unknown) => (document: unknown) => {
  const value = select(document);
  return value === undefined || value === null
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
};
