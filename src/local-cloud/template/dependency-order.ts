import { DeployError } from '../kernel/errors.ts';
import { type Template, visitIntrinsics } from './template.ts';

/**
 * Logical IDs so that each comes after those it refers to or depends on; otherwise in the template's order. Resources
 * that `isInert` does nothing here: they come first, and what they refer to makes no circle.
 */
export function dependencyOrder(template: Template, isInert: (logicalId: string) => boolean): string[] {
  const resources = template.Resources ?? {};
  const order: string[] = [];
  const done = new Set<string>();
  const path: string[] = [];

  const visit = (logicalId: string): void => {
    if (done.has(logicalId)) return;
    if (path.includes(logicalId)) {
      throw new DeployError(
        `Resources depend on each other in a circle: ${[...path.slice(path.indexOf(logicalId)), logicalId].join(' → ')}.`,
        'Break the circle, as CloudFormation would ask you to.',
      );
    }
    path.push(logicalId);
    if (!isInert(logicalId)) for (const dependency of dependenciesOf(template, logicalId)) visit(dependency);
    path.pop();
    done.add(logicalId);
    order.push(logicalId);
  };

  for (const logicalId of Object.keys(resources)) visit(logicalId);
  return order;
}

function dependenciesOf(template: Template, logicalId: string): Set<string> {
  const resources = template.Resources ?? {};
  const resource = resources[logicalId];
  const found = new Set<string>([resource?.DependsOn ?? []].flat());
  visitIntrinsics(resource?.Properties, (name, argument) => {
    if (name === 'Ref') found.add(String(argument));
    if (name === 'Fn::GetAtt') found.add(getAttTarget(argument));
    if (name === 'Fn::Sub') {
      const text = String(Array.isArray(argument) ? argument[0] : argument);
      for (const [, reference] of text.matchAll(/\$\{([^}!]+)\}/g))
        found.add((reference ?? '').split('.')[0] ?? '');
    }
  });
  // Pseudo parameters, parameters and Sub's own variables are no resources.
  for (const name of found) if (!Object.hasOwn(resources, name)) found.delete(name);
  return found;
}

/** The logical ID that an `Fn::GetAtt` names, in either of its forms. */
export const getAttTarget = (argument: unknown): string =>
  String(Array.isArray(argument) ? argument[0] : String(argument).split('.')[0]);
