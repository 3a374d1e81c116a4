import { type DefiniteStep, type Filter, isDefinite, type Operand, type Path, type Step } from './syntax.ts';

/** What a path may be applied to. */
export interface PathScope {
  input: unknown;
  context: Record<string, unknown>;
  /** By name, without `$`. */
  variables: Record<string, unknown>;
}

/**
 * What a path finds; undefined when it finds nothing. One that leads to a single place gives what is there, any other a
 * list, which may be empty.
 */
export function select(path: Path, { input, context, variables }: PathScope): unknown {
  const { root, steps } = path;
  const document = root.kind === 'input' ? input : root.kind === 'context' ? context : variables[root.name];
  if (document === undefined) return undefined;
  const found = nodesOf(steps, document);
  return steps.every(isDefinite) ? found[0] : found;
}

function nodesOf(steps: readonly Step[], document: unknown): unknown[] {
  let nodes: unknown[] = [document];
  for (const [index, step] of steps.entries()) {
    // The step after takes from all that is below.
    nodes =
      step.kind === 'deep'
        ? nodes.flatMap(withAllBelow)
        : nodes.flatMap((node) => taken(step, node, steps[index - 1]?.kind === 'deep'));
  }
  return nodes;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const childrenOf = (node: unknown): unknown[] =>
  Array.isArray(node) ? node : isObject(node) ? Object.values(node) : [];

const withAllBelow = (node: unknown): unknown[] => [node, ...childrenOf(node).flatMap(withAllBelow)];

function taken(step: Exclude<Step, { kind: 'deep' }>, node: unknown, isDeep: boolean): unknown[] {
  switch (step.kind) {
    case 'name':
      return isObject(node) && Object.hasOwn(node, step.name) ? [node[step.name]] : [];
    case 'index':
      return Array.isArray(node) ? elements(node, [step.index]) : [];
    case 'indexes':
      return Array.isArray(node) ? elements(node, step.indexes) : [];
    case 'all':
      return childrenOf(node);
    case 'slice':
      return Array.isArray(node) ? node.slice(step.from, step.to) : [];
    case 'filter':
      // Below `..` what an array holds comes by itself.
      if (Array.isArray(node)) return isDeep ? [] : node.filter((each) => holds(step.filter, each));
      return holds(step.filter, node) ? [node] : [];
  }
}

function elements(array: unknown[], indexes: number[]): unknown[] {
  return indexes.flatMap((index) => {
    const at = index < 0 ? array.length + index : index;
    return at >= 0 && at < array.length ? [array[at]] : [];
  });
}

/** "The @ operator … does not match scalar values. It only matches objects." */
function holds(filter: Filter, node: unknown): boolean {
  if (!isObject(node)) return false;
  switch (filter.kind) {
    case 'present':
      return partOf(filter.steps, node) !== undefined;
    case 'not':
      return !holds(filter.filter, node);
    case 'and':
      return filter.filters.every((each) => holds(each, node));
    case 'or':
      return filter.filters.some((each) => holds(each, node));
  }
  const left = operandOf(filter.left, node);
  const right = operandOf(filter.right, node);
  switch (filter.operator) {
    case '==':
      return left === right;
    case '!=':
      return left !== right;
  }
  if (typeof left === 'number' && typeof right === 'number') return inOrder(filter.operator, left, right);
  if (typeof left === 'string' && typeof right === 'string') return inOrder(filter.operator, left, right);
  return false;
}

const operandOf = (operand: Operand, node: unknown): unknown =>
  operand.kind === 'literal' ? operand.value : partOf(operand.steps, node);

const partOf = (steps: DefiniteStep[], node: unknown): unknown => nodesOf(steps, node)[0];

function inOrder<Value extends number | string>(
  operator: '<' | '<=' | '>' | '>=',
  left: Value,
  right: Value,
): boolean {
  if (operator === '<') return left < right;
  if (operator === '<=') return left <= right;
  return operator === '>' ? left > right : left >= right;
}
