/** What a comparison in a filter takes: a part of the node, or a literal. */
export type Operand = { kind: 'node'; steps: DefiniteStep[] } | { kind: 'literal'; value: unknown };

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** A condition on a node of an array. */
export type Filter =
  | { kind: 'compare'; operator: Comparison; left: Operand; right: Operand }
  | { kind: 'present'; steps: DefiniteStep[] }
  | { kind: 'not'; filter: Filter }
  | { kind: 'and' | 'or'; filters: Filter[] };

/** A step that leads to one place. */
export type DefiniteStep = { kind: 'name'; name: string } | { kind: 'index'; index: number };

export type Step =
  | DefiniteStep
  | { kind: 'all' }
  | { kind: 'indexes'; indexes: number[] }
  | { kind: 'slice'; from: number | undefined; to: number | undefined }
  | { kind: 'filter'; filter: Filter }
  /** What the next step finds here or anywhere below. */
  | { kind: 'deep' };

/** A JSONPath, ready to be applied. */
export interface Path {
  text: string;
  /** What it is applied to: the input of the field, the context object, or a variable. */
  root: { kind: 'input' } | { kind: 'context' } | { kind: 'variable'; name: string };
  steps: Step[];
}

export const isDefinite = (step: Step): step is DefiniteStep => step.kind === 'name' || step.kind === 'index';
