import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { physicalName } from '../../../kernel/physical-name.ts';
import { parameterSettings, problemOfName, problemOfValue } from '../parameter.ts';
import type { Ssm } from '../ssm.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ssm-parameter.html */
export const ssmParameter = defineResource({
  type: 'AWS::SSM::Parameter',
  properties: v.pipe(
    v.strictObject({
      ...parameterSettings,
      Name: v.optional(
        v.pipe(
          v.string(),
          v.check(
            (name) => problemOfName(name) === undefined,
            ({ input }) => problemOfName(String(input)) ?? '',
          ),
        ),
      ),
      Type: v.picklist(
        ['String', 'StringList'],
        'must be String or StringList: CloudFormation makes no SecureString',
      ),
    }),
    v.check(
      (parameter) => problemOfValue(parameter) === undefined,
      ({ input }) => problemOfValue(input as Parameters<typeof problemOfValue>[0])?.join(': ') ?? '',
    ),
  ),
  withoutEffect: {
    Tags: 'nothing here is billed or selected by tag',
    Policies: 'everything ends with the run',
  },
  identify({ logicalId, stackName, properties }) {
    const name = properties.Name ?? physicalName(stackName, logicalId, 1_011);
    return { ref: name, attributes: { Type: properties.Type, Value: properties.Value } };
  },
  create({ properties, ref }, ssm: Ssm) {
    const { Tier: tier } = properties;
    ssm.store.put(
      {
        name: ref,
        type: properties.Type,
        value: properties.Value,
        tier: tier === 'Intelligent-Tiering' ? 'Standard' : tier,
        dataType: properties.DataType,
        description: properties.Description,
        allowedPattern: properties.AllowedPattern,
      },
      true,
    );
    return undefined;
  },
  remove({ ref }, ssm: Ssm) {
    ssm.store.delete(ref);
  },
});
