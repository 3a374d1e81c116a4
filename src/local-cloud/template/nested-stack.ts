import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { account } from '../kernel/account.ts';
import type { StackArtifact } from './assembly.ts';
import type { Planning } from './planning.ts';
import type { Identity } from './stack-scope.ts';
import type { Template } from './template.ts';

/** A stack in a stack, as CDK's NestedStack makes it. */
export const nestedStackType = 'AWS::CloudFormation::Stack';

/** Plans one stack with what its parent gives it; gives its outputs. */
type PlanStack = (
  stack: StackArtifact,
  planning: Planning,
  parameters: Record<string, unknown>,
) => Record<string, unknown>;

const propertiesSchema = v.object({
  TemplateURL: v.string(),
  Parameters: v.optional(v.record(v.string(), v.unknown()), {}),
});

/**
 * Plans a nested stack whose template is an asset of the assembly, and gives its outputs as the attributes of the
 * resource. Throws an Error when the template is not there.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html
 */
export function planNestedStack(
  logicalId: string,
  parent: StackArtifact,
  properties: unknown,
  planning: Planning,
  planStack: PlanStack,
): Identity {
  const { TemplateURL, Parameters } = v.parse(propertiesSchema, properties);
  const asset = parent.assets.get(TemplateURL.split('/').at(-1) ?? '');
  if (!asset) throw new Error(`the template ${TemplateURL} is no asset of this assembly`);
  const name = `${parent.name}-${logicalId}`;
  const template = JSON.parse(readFileSync(asset.path, 'utf8')) as Template;
  const outputs = planStack({ name, template, assets: parent.assets }, planning, Parameters);
  return {
    ref: `arn:${account.partition}:cloudformation:${account.region}:${account.id}:stack/${name}/local`,
    attributes: Object.fromEntries(
      Object.entries(outputs).map(([output, value]) => [`Outputs.${output}`, value]),
    ),
  };
}
