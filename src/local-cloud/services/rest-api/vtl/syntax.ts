/** A part of a template in the Velocity Template Language. */
export type Node =
  | { kind: 'text'; text: string }
  | { kind: 'reference'; reference: Reference }
  | { kind: 'set'; target: Reference; value: Expression }
  /** The branch without a condition is `#else`. */
  | { kind: 'if'; branches: { condition: Expression | undefined; body: Node[] }[] }
  | { kind: 'foreach'; name: string; items: Expression; body: Node[] }
  | { kind: 'break' }
  | { kind: 'stop' };

/** `$name.property[index].method(arguments)` */
export interface Reference {
  name: string;
  steps: Step[];
}

export type Step =
  | { kind: 'property'; name: string }
  | { kind: 'index'; index: Expression }
  | { kind: 'call'; name: string; arguments: Expression[] };

export type Expression =
  | { kind: 'literal'; value: string | number | boolean }
  /** A text in double quotes, with references in it. */
  | { kind: 'template'; body: Node[] }
  | { kind: 'reference'; reference: Reference }
  | { kind: 'list'; items: Expression[] }
  | { kind: 'range'; from: Expression; to: Expression }
  | { kind: 'map'; entries: [Expression, Expression][] }
  | { kind: 'not'; operand: Expression }
  | { kind: 'binary'; operator: Operator; left: Expression; right: Expression };

export type Operator = '||' | '&&' | '==' | '!=' | '<' | '>' | '<=' | '>=' | '+' | '-' | '*' | '/' | '%';
