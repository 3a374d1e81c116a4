import type { Expression, Node, Reference } from './syntax.ts';

/** Everything in a template that a check may want to see. */
export interface Visitor {
  reference(reference: Reference): void;
  /** A variable that the template itself makes. */
  variable(name: string): void;
}

/** Shows every reference of a template, in its order, wherever it stands. */
export function visitTemplate(nodes: Node[], visitor: Visitor): void {
  for (const node of nodes) {
    switch (node.kind) {
      case 'reference':
        visitReference(node.reference, visitor);
        break;
      case 'set':
        visitExpression(node.value, visitor);
        if (node.target.steps.length === 0) visitor.variable(node.target.name);
        else visitReference(node.target, visitor);
        break;
      case 'if':
        for (const { condition, body } of node.branches) {
          if (condition) visitExpression(condition, visitor);
          visitTemplate(body, visitor);
        }
        break;
      case 'foreach':
        visitExpression(node.items, visitor);
        visitor.variable(node.name);
        visitTemplate(node.body, visitor);
    }
  }
}

function visitReference(reference: Reference, visitor: Visitor): void {
  visitor.reference(reference);
  for (const step of reference.steps) {
    if (step.kind === 'index') visitExpression(step.index, visitor);
    if (step.kind === 'call') for (const each of step.arguments) visitExpression(each, visitor);
  }
}

function visitExpression(expression: Expression, visitor: Visitor): void {
  if (expression.kind === 'template') visitTemplate(expression.body, visitor);
  else if (expression.kind === 'reference') visitReference(expression.reference, visitor);
  else for (const each of partsOf(expression)) visitExpression(each, visitor);
}

function partsOf(expression: Expression): Expression[] {
  switch (expression.kind) {
    case 'not':
      return [expression.operand];
    case 'list':
      return expression.items;
    case 'range':
      return [expression.from, expression.to];
    case 'map':
      return expression.entries.flat();
    case 'binary':
      return [expression.left, expression.right];
  }
  return [];
}
