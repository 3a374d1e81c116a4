import { isMap, javaText, newMap, TemplateList } from './java-text.ts';
import { assign, callMethod } from './methods.ts';
import { isTrue, operate } from './operators.ts';
import type { Expression, Node, Reference, Step } from './syntax.ts';

/** "Number of iterations in a #foreach … #end loop in mapping templates: 1000" */
const maxIterations = 1000;

/** A template is for bodies of at most 10 MB; no range in one has more members. */
const maxRange = 100_000;

/** What is called like a variable and has functions: `$input`, `$util`. */
export class HostObject {
  readonly properties: Record<string, () => unknown>;
  readonly functions: Record<string, (...given: unknown[]) => unknown>;

  constructor(
    properties: Record<string, () => unknown>,
    functions: Record<string, (...given: unknown[]) => unknown>,
  ) {
    this.properties = properties;
    this.functions = functions;
  }
}

/** The end of a loop or of the whole template. */
class Leave {
  readonly what: 'break' | 'stop';

  constructor(what: 'break' | 'stop') {
    this.what = what;
  }
}

/** Fills in a template. `variables` gets what the template sets. Throws an Error where AWS could not transform either. */
export function evaluateTemplate(nodes: Node[], variables: Map<string, unknown>): string {
  const evaluation = new Evaluation(variables);
  try {
    evaluation.write(nodes);
  } catch (error) {
    if (!(error instanceof Leave)) throw error;
  }
  return evaluation.text;
}

class Evaluation {
  text = '';
  readonly #variables: Map<string, unknown>;

  constructor(variables: Map<string, unknown>) {
    this.#variables = variables;
  }

  write(nodes: Node[]): void {
    for (const node of nodes) {
      switch (node.kind) {
        case 'text':
          this.text += node.text;
          break;
        case 'reference':
          this.text += javaText(this.#read(node.reference));
          break;
        case 'set':
          this.#set(node.target, this.#evaluate(node.value));
          break;
        case 'if': {
          const branch = node.branches.find(
            ({ condition }) => condition === undefined || isTrue(this.#evaluate(condition)),
          );
          if (branch) this.write(branch.body);
          break;
        }
        case 'foreach':
          this.#loop(node);
          break;
        default:
          throw new Leave(node.kind);
      }
    }
  }

  #loop({ name, items, body }: Extract<Node, { kind: 'foreach' }>): void {
    const given = this.#evaluate(items);
    const all: unknown[] = Array.isArray(given) ? given : isMap(given) ? Object.values(given) : [];
    const outer = [name, 'foreach'].map((each) => [each, this.#variables.get(each)] as const);
    try {
      for (const [index, item] of all.slice(0, maxIterations).entries()) {
        const hasNext = index < all.length - 1;
        this.#variables.set(name, item);
        this.#variables.set(
          'foreach',
          new HostObject(
            {
              count: () => index + 1,
              index: () => index,
              hasNext: () => hasNext,
              first: () => index === 0,
              last: () => !hasNext,
            },
            { hasNext: () => hasNext },
          ),
        );
        this.write(body);
      }
    } catch (error) {
      if (!(error instanceof Leave) || error.what === 'stop') throw error;
    } finally {
      for (const [each, value] of outer) this.#variables.set(each, value);
    }
  }

  /** "By default, if the right-hand side is … null, it will not be assigned to the left-hand side." */
  #set({ name, steps }: Reference, value: unknown): void {
    if (value === undefined || value === null) return;
    const last = steps.at(-1);
    if (!last) {
      this.#variables.set(name, value);
      return;
    }
    const holder = this.#read({ name, steps: steps.slice(0, -1) });
    const key = last.kind === 'index' ? this.#evaluate(last.index) : last.name;
    if (Array.isArray(holder)) holder[Number(key)] = value;
    else if (isMap(holder) && !(holder instanceof HostObject)) assign(holder, javaText(key), value);
  }

  #read({ name, steps }: Reference): unknown {
    let value = this.#variables.get(name);
    for (const step of steps) value = this.#take(value, step);
    return value;
  }

  #take(value: unknown, step: Step): unknown {
    if (step.kind === 'call') {
      const given = step.arguments.map((each) => this.#evaluate(each));
      return value instanceof HostObject
        ? value.functions[step.name]?.(...given)
        : callMethod(value, step.name, given);
    }
    const key = step.kind === 'index' ? this.#evaluate(step.index) : step.name;
    if (value instanceof HostObject) return value.properties[javaText(key)]?.();
    if (Array.isArray(value)) {
      const index = Number(key);
      return value[index < 0 ? value.length + index : index];
    }
    return isMap(value) && Object.hasOwn(value, javaText(key)) ? value[javaText(key)] : undefined;
  }

  #evaluate(expression: Expression): unknown {
    switch (expression.kind) {
      case 'literal':
        return expression.value;
      case 'template': {
        const inner = new Evaluation(this.#variables);
        inner.write(expression.body);
        return inner.text;
      }
      case 'reference':
        return this.#read(expression.reference);
      case 'list':
        return TemplateList.from(expression.items.map((each) => this.#evaluate(each)));
      case 'range':
        return rangeOf(Number(this.#evaluate(expression.from)), Number(this.#evaluate(expression.to)));
      case 'map': {
        const map = newMap();
        for (const [key, value] of expression.entries)
          assign(map, javaText(this.#evaluate(key)), this.#evaluate(value));
        return map;
      }
      case 'not':
        return !isTrue(this.#evaluate(expression.operand));
    }
    const { operator, left, right } = expression;
    const first = this.#evaluate(left);
    if (operator === '&&') return isTrue(first) && isTrue(this.#evaluate(right));
    if (operator === '||') return isTrue(first) || isTrue(this.#evaluate(right));
    return operate(operator, first, this.#evaluate(right));
  }
}

/** Also downwards. */
function rangeOf(from: number, to: number): unknown[] {
  const length = Math.abs(to - from) + 1;
  if (!(length <= maxRange)) throw new Error(`a range from ${from} to ${to} is not possible`);
  return TemplateList.from({ length }, (_, index) => (from <= to ? from + index : from - index));
}
