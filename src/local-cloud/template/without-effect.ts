import { account } from '../kernel/account.ts';
import type { TypeWithoutEffect } from '../kernel/contracts/resource-type.ts';

const allowed = 'every call is allowed: IAM is not emulated';
const inMemory = 'everything stays in this process’s memory';
const loopback = 'everything here speaks over this machine’s loopback network';

/**
 * Types of services that are not emulated, which templates carry along and which change nothing here, by the reason. The
 * emulated services name their own.
 */
const byReason: Record<string, string[]> = {
  [allowed]: [
    'AWS::IAM::Role',
    'AWS::IAM::Policy',
    'AWS::IAM::RolePolicy',
    'AWS::IAM::ManagedPolicy',
    'AWS::IAM::User',
    'AWS::IAM::UserPolicy',
    'AWS::IAM::Group',
    'AWS::IAM::GroupPolicy',
    'AWS::IAM::UserToGroupAddition',
    'AWS::IAM::ServiceLinkedRole',
  ],
  [inMemory]: ['AWS::KMS::Key', 'AWS::KMS::Alias'],
  [loopback]: [
    'AWS::EC2::VPC',
    'AWS::EC2::VPCCidrBlock',
    'AWS::EC2::VPCEndpoint',
    'AWS::EC2::VPCGatewayAttachment',
    'AWS::EC2::DHCPOptions',
    'AWS::EC2::EIP',
    'AWS::EC2::EgressOnlyInternetGateway',
    'AWS::EC2::FlowLog',
    'AWS::EC2::InternetGateway',
    'AWS::EC2::NatGateway',
    'AWS::EC2::NetworkAcl',
    'AWS::EC2::NetworkAclEntry',
    'AWS::EC2::Route',
    'AWS::EC2::RouteTable',
    'AWS::EC2::SecurityGroup',
    'AWS::EC2::SecurityGroupEgress',
    'AWS::EC2::SecurityGroupIngress',
    'AWS::EC2::Subnet',
    'AWS::EC2::SubnetNetworkAclAssociation',
    'AWS::EC2::SubnetRouteTableAssociation',
  ],
  'it tells AWS which constructs are used': ['AWS::CDK::Metadata'],
  // The custom resources that only tidy up. The function that would do it is not created either.
  'it only sets how long logs are kept, and they end with the run': ['Custom::LogRetention'],
  'it only closes the default security group of a VPC, and there is none here': [
    'Custom::VpcRestrictDefaultSG',
  ],
};

const kindsOfIam: Record<string, string> = {
  'AWS::IAM::Role': 'role',
  'AWS::IAM::User': 'user',
  'AWS::IAM::Group': 'group',
  'AWS::IAM::ManagedPolicy': 'policy',
};

function identify(type: string, logicalId: string): ReturnType<TypeWithoutEffect['identify']> {
  const kind = kindsOfIam[type];
  const service = type.split('::')[1]?.toLowerCase() ?? '';
  const arn = kind
    ? `arn:${account.partition}:iam::${account.id}:${kind}/${logicalId}`
    : `arn:${account.partition}:${service}:${account.region}:${account.id}:${logicalId}`;
  return {
    ref: type === 'AWS::IAM::ManagedPolicy' ? arn : logicalId,
    attributes: { Arn: arn, Id: logicalId, RoleId: logicalId },
  };
}

/** Types that templates carry along and that change nothing here, each with the reason. */
export const typesWithoutEffect: TypeWithoutEffect[] = Object.entries(byReason).flatMap(([reason, types]) =>
  types.map((type) => ({ type, reason, identify: ({ logicalId }) => identify(type, logicalId) })),
);
