import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { integer } from '../../../kernel/property-schemas.ts';
import { type Logs, logGroupArn } from '../logs.ts';

/** "Possible values are" these. */
const retentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1_096, 1_827, 2_192, 2_557, 2_922, 3_288,
  3_653,
];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-logs-loggroup.html */
export const logsLogGroup = defineResource({
  type: 'AWS::Logs::LogGroup',
  properties: v.strictObject({
    LogGroupName: v.optional(
      v.pipe(
        v.string(),
        v.regex(/^[.\-_/#A-Za-z\d]{1,512}$/, 'must be 1 to 512 of a-z, A-Z, 0-9, _, -, /, . and #'),
      ),
    ),
    // As in the API.
    LogGroupClass: v.optional(
      v.literal('STANDARD', 'every log group here is of the class STANDARD: leave it out, or give STANDARD'),
    ),
    KmsKeyId: v.optional(v.string()),
    RetentionInDays: v.optional(
      v.pipe(
        integer,
        v.check((days) => retentions.includes(days), `must be one of ${retentions.join(', ')}`),
      ),
    ),
  }),
  withoutEffect: {
    DataProtectionPolicy: 'nothing is masked',
    FieldIndexPolicies: 'a query reads all events, and nothing here is billed',
    ResourcePolicyDocument: 'every call is allowed: IAM is not emulated',
    DeletionProtectionEnabled: 'everything ends with the run',
    BearerTokenAuthenticationEnabled: 'every call is allowed: IAM is not emulated',
    Tags: 'nothing here is billed or selected by tag',
  },
  hints: ({ KmsKeyId }) => ({
    KmsKeyId:
      KmsKeyId === undefined
        ? undefined
        : 'it is told, and encrypts nothing: everything stays in this process’s memory',
  }),
  identify({ logicalId, stackName, properties }) {
    const name = properties.LogGroupName ?? `${stackName}-${logicalId}`;
    return { ref: name, attributes: { Arn: logGroupArn(name) } };
  },
  create({ logicalId, ref, properties }, logs: Logs) {
    const { RetentionInDays: retentionInDays, KmsKeyId: kmsKeyId } = properties;
    logs.createGroup({ logicalId, name: ref, retentionInDays, kmsKeyId });
    return undefined;
  },
  remove: ({ ref }, logs: Logs) => logs.removeGroup(ref),
});
