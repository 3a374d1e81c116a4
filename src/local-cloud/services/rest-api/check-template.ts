import { compileJsonPath } from '../../http/json-path.ts';
import { contextVariable, unknownContextVariable } from './context-variables.ts';
import { utilVariable } from './template-variables.ts';
import { methodNames } from './vtl/methods.ts';
import type { Expression, Node, Reference, Step } from './vtl/syntax.ts';
import { visitTemplate } from './vtl/visit.ts';

const overridable = /^(requestOverride\.(header|path|querystring)|responseOverride\.header)\.[\w-]+$/;

/** Throws an Error that says what in a template is not there. */
export function checkTemplate(nodes: Node[]): void {
  const references: Reference[] = [];
  const known = new Set(['foreach', ...Object.keys(checks)]);
  visitTemplate(nodes, {
    reference: (reference) => references.push(reference),
    variable: (name) => known.add(name),
  });
  for (const reference of references) {
    const { name, steps } = reference;
    if (!known.has(name))
      throw new Error(
        `the reference $${name} is not supported in a mapping template: nothing sets it. There are ${Object.keys(
          checks,
        )
          .map((each) => `$${each}`)
          .join(', ')}, and what #set and #foreach make`,
      );
    const check = checks[name as keyof typeof checks];
    checkMethods(check?.(steps) ?? steps);
  }
}

/** Each throws an Error for what the variable does not have, and gives the steps that lead on from what it has. */
const checks: Record<string, (steps: Step[]) => Step[]> = {
  context(steps) {
    const names: string[] = [];
    for (const step of steps) {
      if (step.kind !== 'property') break;
      names.push(step.name);
    }
    const name = names.join('.');
    // What an authorizer gave is a map too, whose keys the template of CDK's StepFunctionsRestApi asks for.
    if (name === 'authorizer' && steps[1]?.kind === 'call') return steps.slice(1);
    if (name !== 'responseOverride.status' && !overridable.test(name) && !contextVariable(name))
      throw new Error(unknownContextVariable(name, 'a mapping template'));
    return steps.slice(names.length);
  },
  input([first, ...rest]) {
    if (first?.kind === 'property' && first.name === 'body') return rest;
    if (first?.kind !== 'call' || !['json', 'path', 'params'].includes(first.name))
      throw new Error(
        `${written('input', first)} is not supported in a mapping template: $input.body, $input.json(), $input.path() and $input.params() are`,
      );
    const path = first.name === 'params' ? undefined : literalOf(first.arguments[0]);
    if (path !== undefined) compileJsonPath(path);
    return rest;
  },
  stageVariables: ([, ...rest]) => rest,
  util([first, ...rest]) {
    const names = Object.keys(utilVariable.functions);
    if (first?.kind !== 'call' || !names.includes(first.name))
      throw new Error(
        `${written('util', first)} is not supported in a mapping template: $util has ${names.join(', ')}`,
      );
    return rest;
  },
};

function checkMethods(steps: Step[]): void {
  for (const step of steps)
    if (step.kind === 'call' && !methodNames.has(step.name) && step.name !== 'hasNext')
      throw new Error(
        `the method .${step.name}() is not supported in a mapping template: ${[...methodNames].toSorted().join(', ')} are`,
      );
}

const written = (variable: string, step: Step | undefined): string =>
  `the reference $${variable}${step && 'name' in step ? `.${step.name}${step.kind === 'call' ? '()' : ''}` : ''}`;

/** A text that holds nothing to be filled in. */
function literalOf(expression: Expression | undefined): string | undefined {
  if (expression?.kind === 'literal') return String(expression.value);
  if (expression?.kind !== 'template') return undefined;
  const texts = expression.body.map((each) => (each.kind === 'text' ? each.text : undefined));
  return texts.includes(undefined) ? undefined : texts.join('');
}
