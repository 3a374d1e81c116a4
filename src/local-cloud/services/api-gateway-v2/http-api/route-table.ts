import { decodeSegment, segmentsOf } from '../../../http/path-segments.ts';

/** One route of an HTTP API. */
export interface Route {
  /** `POST /orders/{id}`, `ANY /{proxy+}` or `$default`. */
  key: string;
  integrationId: string;
  /** Of the authorizer that stands in front. */
  authorizerId?: string;
}

/** The route that a request takes, with the values of its path variables. */
export interface RouteMatch {
  route: Route;
  pathParameters: Record<string, string>;
}

interface Pattern {
  route: Route;
  method: string;
  segments: Segment[];
}

type Segment = { fixed: string } | { variable: string; greedy: boolean };

/**
 * Routes made ready for matching: a full match comes before one with a greedy path variable, that before `$default`;
 * among equals the one with more fixed text wins, then the one that names the method.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export class RouteTable {
  /** Routes without variables by method and path: most requests need no more than this. */
  readonly #fixed = new Map<string, RouteMatch>();
  /** All the others, most specific first. */
  readonly #patterns: Pattern[];
  readonly #default: RouteMatch | undefined;

  constructor(routes: Iterable<Route>) {
    const patterns: Pattern[] = [];
    for (const route of routes) {
      const match = { route, pathParameters: {} };
      if (route.key === '$default') {
        this.#default = match;
        continue;
      }
      const [method = '', path = ''] = route.key.split(' ', 2);
      const segments = routeSegmentsOf(path).map(parseSegment);
      if (segments.every((each) => 'fixed' in each)) this.#fixed.set(`${method} ${normal(path)}`, match);
      else patterns.push({ route, method, segments });
    }
    this.#patterns = patterns.toSorted((a, b) => compareSpecificity(b, a));
  }

  match(method: string, path: string): RouteMatch | undefined {
    return this.#matchFixed(method, path) ?? this.#matchPattern(method, path) ?? this.#default;
  }

  #matchFixed(method: string, path: string): RouteMatch | undefined {
    const asSent = this.#fixed.get(`${method} ${path}`);
    if (asSent) return asSent;
    const same = normal(path);
    return this.#fixed.get(`${method} ${same}`) ?? this.#fixed.get(`ANY ${same}`);
  }

  #matchPattern(method: string, path: string): RouteMatch | undefined {
    if (this.#patterns.length === 0) return undefined;
    const segments = routeSegmentsOf(path);
    for (const pattern of this.#patterns) {
      if (pattern.method !== 'ANY' && pattern.method !== method) continue;
      const pathParameters = matchSegments(pattern.segments, segments);
      if (pathParameters) return { route: pattern.route, pathParameters };
    }
    return undefined;
  }
}

/** A slash at the end makes a last segment that is empty: `/orders/` is another path than `/orders`. */
function routeSegmentsOf(path: string): string[] {
  const segments = segmentsOf(path);
  return segments.length > 0 && path.endsWith('/') ? [...segments, ''] : segments;
}

const normal = (path: string): string => `/${routeSegmentsOf(path).join('/')}`;

function parseSegment(text: string): Segment {
  const [, variable, plus] = /^\{(.+?)(\+?)\}$/.exec(text) ?? [];
  return variable === undefined ? { fixed: text } : { variable, greedy: plus === '+' };
}

function matchSegments(pattern: Segment[], segments: string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index];
    if (segment === undefined) return undefined;
    if ('fixed' in part) {
      if (part.fixed !== segment) return undefined;
    } else if (part.greedy) {
      parameters[part.variable] = segments.slice(index).map(decodeSegment).join('/');
      return parameters;
    } else if (segment === '') return undefined;
    else parameters[part.variable] = decodeSegment(segment);
  }
  return pattern.length === segments.length ? parameters : undefined;
}

function compareSpecificity(a: Pattern, b: Pattern): number {
  const fixed = ({ segments }: Pattern) => segments.filter((each) => 'fixed' in each).length;
  const full = ({ segments }: Pattern) => Number(!segments.some((each) => 'greedy' in each && each.greedy));
  const named = ({ method }: Pattern) => Number(method !== 'ANY');
  return full(a) - full(b) || fixed(a) - fixed(b) || named(a) - named(b);
}
