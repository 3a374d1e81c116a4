/** A metric math expression, as it is read. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html */
export type Expression =
  | { kind: 'number'; value: number }
  | { kind: 'text'; text: string }
  | { kind: 'id'; id: string }
  | { kind: 'list'; items: Expression[] }
  | { kind: 'unary'; operator: string; of: Expression }
  | { kind: 'binary'; operator: string; left: Expression; right: Expression }
  | { kind: 'call'; name: string; parameters: Expression[] };

/** What is wrong with an expression. */
export class ExpressionError extends Error {
  override name = 'ExpressionError';
}

/** Operators from the weakest to the strongest. */
const levels: readonly (readonly string[])[] = [
  ['OR', '||'],
  ['AND', '&&'],
  ['==', '!=', '<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/'],
];

const token =
  /\s*("[^"]*"|'[^']*'|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[A-Za-z_]\w*|\|\||&&|==|!=|<=|>=|[-+*/^<>()[\],!])/y;

/** Throws an ExpressionError. */
export function readExpression(text: string): Expression {
  const reader = new Reader(tokensOf(text));
  const expression = reader.level(0);
  reader.end();
  return expression;
}

/** The metrics and expressions that it names. */
export function idsIn(expression: Expression): string[] {
  switch (expression.kind) {
    case 'id':
      return [expression.id];
    case 'unary':
      return idsIn(expression.of);
    case 'binary':
      return [...idsIn(expression.left), ...idsIn(expression.right)];
    case 'list':
      return expression.items.flatMap(idsIn);
    case 'call':
      return expression.parameters.flatMap(idsIn);
    default:
      return [];
  }
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  let place = 0;
  while (text.slice(place).trim() !== '') {
    token.lastIndex = place;
    const [, found] = token.exec(text) ?? [];
    if (found === undefined)
      throw new ExpressionError(`cannot be read from ${JSON.stringify(text.slice(place).trim())} on`);
    tokens.push(found);
    place = token.lastIndex;
  }
  return tokens;
}

class Reader {
  readonly #tokens: string[];
  #place = 0;

  constructor(tokens: string[]) {
    this.#tokens = tokens;
  }

  level(depth: number): Expression {
    const operators = levels[depth];
    if (!operators) return this.#power();
    let left = this.level(depth + 1);
    for (;;) {
      const operator = this.#takeIf((each) => operators.includes(each));
      if (operator === undefined) return left;
      left = { kind: 'binary', operator, left, right: this.level(depth + 1) };
    }
  }

  end(): void {
    const left = this.#tokens[this.#place];
    if (left !== undefined) throw new ExpressionError(`has ${left} where it should end`);
  }

  #power(): Expression {
    const operator = this.#takeIf((each) => each === '-' || each === '!' || each === 'NOT');
    if (operator !== undefined) return { kind: 'unary', operator, of: this.#power() };
    const base = this.#value();
    if (!this.#takeIf((each) => each === '^')) return base;
    return { kind: 'binary', operator: '^', left: base, right: this.#power() };
  }

  #value(): Expression {
    const found = this.#takeIf(() => true);
    if (found === undefined) throw new ExpressionError('ends too early');
    if (found === '(') {
      const inner = this.level(0);
      this.#expect(')');
      return inner;
    }
    if (found === '[') return { kind: 'list', items: this.#listUntil(']') };
    if (/^["']/.test(found)) return { kind: 'text', text: found.slice(1, -1) };
    if (/^\d/.test(found)) return { kind: 'number', value: Number(found) };
    if (!/^[A-Za-z_]/.test(found)) throw new ExpressionError(`has ${found} where a value should stand`);
    // Ids begin with a small letter, functions with a capital one.
    if (/^[a-z]/.test(found)) return { kind: 'id', id: found };
    const name = found.toUpperCase();
    return this.#takeIf((each) => each === '(')
      ? { kind: 'call', name, parameters: this.#listUntil(')') }
      : { kind: 'call', name, parameters: [] };
  }

  #listUntil(close: string): Expression[] {
    const items: Expression[] = [];
    if (this.#takeIf((each) => each === close)) return items;
    for (;;) {
      items.push(this.level(0));
      if (this.#takeIf((each) => each === close)) return items;
      this.#expect(',');
    }
  }

  #takeIf(wanted: (token: string) => boolean): string | undefined {
    const next = this.#tokens[this.#place];
    if (next === undefined || !wanted(next)) return undefined;
    this.#place += 1;
    return next;
  }

  #expect(wanted: string): void {
    if (!this.#takeIf((each) => each === wanted))
      throw new ExpressionError(`lacks ${wanted} after ${this.#tokens.slice(0, this.#place).join(' ')}`);
  }
}
