import { account } from '../account.ts';
import type { TypeWithoutEffect } from './resource-type.ts';

const iamArn = (kind: string, name: string) => `arn:${account.partition}:iam::${account.id}:${kind}/${name}`;

const named: TypeWithoutEffect['identify'] = ({ logicalId }) => ({
  ref: logicalId,
  attributes: { Id: logicalId },
});

const role: TypeWithoutEffect['identify'] = ({ logicalId }) => ({
  ref: logicalId,
  attributes: { Arn: iamArn('role', logicalId), RoleId: logicalId },
});

/** Types that templates carry along and that change nothing here, each with the reason. */
export const typesWithoutEffect: TypeWithoutEffect[] = [
  { type: 'AWS::IAM::Role', reason: 'every call is allowed: IAM is not emulated', identify: role },
  { type: 'AWS::IAM::Policy', reason: 'every call is allowed: IAM is not emulated', identify: named },
  { type: 'AWS::Lambda::Permission', reason: 'every call is allowed: IAM is not emulated', identify: named },
  { type: 'AWS::SQS::QueuePolicy', reason: 'every call is allowed: IAM is not emulated', identify: named },
  { type: 'AWS::CDK::Metadata', reason: 'it tells AWS which constructs are used', identify: named },
];
