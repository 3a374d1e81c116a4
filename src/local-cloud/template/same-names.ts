import { holdsLateValue } from './late-values.ts';
import type { PlanStep } from './planning.ts';

/**
 * Refuses a resource with the ARN of another: "Resource names must be unique across all your active stacks."
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
 */
export function refuseSameNames(steps: readonly PlanStep[]): void {
  const owners = new Map<string, string>();
  for (const { resource, refuse } of steps) {
    const { logicalId, attributes, properties } = resource;
    const arn = attributes.Arn ?? attributes.TopicArn;
    if (arn === undefined || holdsLateValue(arn)) continue;
    const owner = owners.get(arn);
    if (owner === undefined) owners.set(arn, logicalId);
    else
      refuse(
        nameIn(properties, arn),
        `${owner} has this name already: there would be two resources with the ARN ${arn}.`,
      );
  }
}

/** The property that names the resource. */
const nameIn = (properties: unknown, arn: string): string =>
  Object.entries(Object(properties)).find(
    ([property, value]) => property.endsWith('Name') && typeof value === 'string' && arn.endsWith(value),
  )?.[0] ?? 'Name';
