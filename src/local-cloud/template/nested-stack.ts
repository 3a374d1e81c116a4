import { readFileSync } from 'node:fs';
import { account } from '../kernel/account.ts';
import type { StackArtifact } from './assembly.ts';
import type { Planning, StackOutputs } from './planning.ts';
import type { Identity } from './stack-scope.ts';
import type { Template } from './template.ts';

/** A stack in a stack, as CDK's NestedStack makes it. */
export const nestedStackType = 'AWS::CloudFormation::Stack';

/** Plans one stack with what its parent gives it; gives its outputs. */
type PlanStack = (
  stack: StackArtifact,
  planning: Planning,
  parameters: () => Record<string, unknown>,
) => StackOutputs;

/**
 * Plans a nested stack whose template is an asset of the assembly, and gives its outputs as the attributes of the
 * resource. `parameters` are what its parent gives it, as far as it is known. Throws an Error when the template is not
 * there.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html
 */
export function planNestedStack(
  logicalId: string,
  parent: StackArtifact,
  { templateUrl, parameters }: { templateUrl: string; parameters: () => Record<string, unknown> },
  planning: Planning,
  planStack: PlanStack,
): Identity {
  const asset = parent.assets.get(templateUrl.split('/').at(-1) ?? '');
  if (!asset) throw new Error(`the template ${templateUrl} is no asset of this assembly`);
  const name = `${parent.name}-${logicalId}`;
  const template = JSON.parse(readFileSync(asset.path, 'utf8')) as Template;
  const outputs = planStack({ name, template, assets: parent.assets }, planning, parameters);
  return {
    ref: `arn:${account.partition}:cloudformation:${account.region}:${account.id}:stack/${name}/local`,
    get attributes() {
      return Object.fromEntries(
        Object.entries(outputs()).map(([output, value]) => [`Outputs.${output}`, value]),
      );
    },
  };
}
