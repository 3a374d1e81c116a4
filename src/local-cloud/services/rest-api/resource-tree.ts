import { decodeSegment, segmentsOf } from '../../http/path-segments.ts';
import type { RestMethod } from './rest-method.ts';

/** A resource of a REST API, as its template gives it. */
export interface RestResource {
  id: string;
  /** Undefined for the root. */
  parentId: string | undefined;
  /** `orders`, `{id}` or `{proxy+}`; empty for the root. */
  pathPart: string;
  /** By verb; `ANY` stands for those that are not named. */
  methods: Map<string, RestMethod>;
}

/** What a request's path and verb lead to. */
export interface ResourceMatch {
  resourceId: string;
  resourcePath: string;
  /** The verb that the method was declared with. */
  verb: string;
  method: RestMethod;
  pathParameters: Record<string, string>;
}

interface Node {
  id: string;
  path: string;
  methods: ReadonlyMap<string, RestMethod>;
  fixed: Map<string, Node>;
  variable: { name: string; node: Node } | undefined;
  greedy: { name: string; node: Node } | undefined;
}

/**
 * The resources of a REST API as one deployment holds them. A fixed segment comes before a variable, that before a greedy
 * one; a resource that lacks the verb does not send the request on to a less specific one.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html
 */
export class ResourceTree {
  readonly #root: Node;

  constructor(resources: Iterable<RestResource>) {
    const all = [...resources];
    const build = (resource: RestResource, path: string): Node => {
      const node: Node = {
        id: resource.id,
        path: path === '' ? '/' : path,
        methods: new Map(resource.methods),
        fixed: new Map(),
        variable: undefined,
        greedy: undefined,
      };
      for (const child of all.filter(({ parentId }) => parentId === resource.id)) {
        const below = build(child, `${path}/${child.pathPart}`);
        const [, name, plus] = /^\{(.+?)(\+?)\}$/.exec(child.pathPart) ?? [];
        if (name === undefined) node.fixed.set(child.pathPart, below);
        else if (plus) node.greedy = { name, node: below };
        else node.variable = { name, node: below };
      }
      return node;
    };
    const root = all.find(({ parentId }) => parentId === undefined);
    if (!root) throw new Error('A REST API has a root resource.');
    this.#root = build(root, '');
  }

  match(verb: string, path: string): ResourceMatch | undefined {
    const found = find(this.#root, segmentsOf(path).map(decodeSegment), 0);
    if (!found) return undefined;
    const declared = found.node.methods.has(verb) ? verb : 'ANY';
    const method = found.node.methods.get(declared);
    return (
      method && {
        resourceId: found.node.id,
        resourcePath: found.node.path,
        verb: declared,
        method,
        pathParameters: found.parameters,
      }
    );
  }
}

/** The most specific resource with methods of its own. */
function find(
  node: Node,
  segments: string[],
  index: number,
): { node: Node; parameters: Record<string, string> } | undefined {
  const segment = segments[index];
  if (segment === undefined) return node.methods.size > 0 ? { node, parameters: {} } : undefined;
  const fixed = node.fixed.get(segment);
  const exact = fixed && find(fixed, segments, index + 1);
  if (exact) return exact;
  const below = node.variable && find(node.variable.node, segments, index + 1);
  if (node.variable && below) {
    return { node: below.node, parameters: { ...below.parameters, [node.variable.name]: segment } };
  }
  if (!node.greedy || node.greedy.node.methods.size === 0) return undefined;
  return { node: node.greedy.node, parameters: { [node.greedy.name]: segments.slice(index).join('/') } };
}
