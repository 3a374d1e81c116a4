/** One route of an HTTP API. */
export interface Route {
  /** `POST /orders/{id}`, `ANY /{proxy+}` or `$default`. */
  key: string;
  method: string;
  segments: string[];
  integrationId: string;
}

/** The parts of a route key. */
export function parseRouteKey(key: string): Omit<Route, 'integrationId'> {
  if (key === '$default') return { key, method: 'ANY', segments: [] };
  const [method = '', path = ''] = key.split(' ', 2);
  return { key, method, segments: segmentsOf(path) };
}

/**
 * The route that a request takes: a full match before one with a greedy path variable, before `$default`; among equals
 * the one with more fixed text, then the one that names the method.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function matchRoute(
  routes: Route[],
  method: string,
  path: string,
): { route: Route; parameters: Record<string, string> } | undefined {
  const segments = segmentsOf(path);
  const matches = routes.flatMap((route) => {
    if (route.method !== 'ANY' && route.method !== method) return [];
    const parameters = route.key === '$default' ? {} : matchSegments(route.segments, segments);
    return parameters ? [{ route, parameters }] : [];
  });
  return matches.toSorted((a, b) => compareSpecificity(b.route, a.route))[0];
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((each) => each !== '');
}

function matchSegments(pattern: string[], segments: string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const greedy = /^\{(.+)\+\}$/.exec(part);
    if (greedy) {
      if (segments.length <= index) return undefined;
      parameters[greedy[1] as string] = segments.slice(index).join('/');
      return parameters;
    }
    const variable = /^\{(.+)\}$/.exec(part);
    const segment = segments[index];
    if (segment === undefined) return undefined;
    if (variable) parameters[variable[1] as string] = decode(segment);
    else if (part !== segment) return undefined;
  }
  return pattern.length === segments.length ? parameters : undefined;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function compareSpecificity(a: Route, b: Route): number {
  return (
    rank(a) - rank(b) ||
    fixedSegments(a) - fixedSegments(b) ||
    Number(a.method !== 'ANY') - Number(b.method !== 'ANY')
  );
}

function rank(route: Route): number {
  if (route.key === '$default') return 0;
  return route.segments.some((each) => each.endsWith('+}')) ? 1 : 2;
}

function fixedSegments(route: Route): number {
  return route.segments.filter((each) => !each.startsWith('{')).length;
}
