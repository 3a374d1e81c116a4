import type { CloudEvent } from '#content/event.ts';
import type { Template } from '#experiment/deployment.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import { TwoPartError } from '../../call-error.ts';

/** What costs nothing by itself, or is billed by what is done with it. Others are refused: no price is kept for them. */
const pricedTypes = new Set([
  'AWS::ApiGateway::Deployment',
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::Resource',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Stage',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Deployment',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::RouteResponse',
  'AWS::ApiGatewayV2::Stage',
  'AWS::ApplicationAutoScaling::ScalableTarget',
  'AWS::ApplicationAutoScaling::ScalingPolicy',
  'AWS::CDK::Metadata',
  'AWS::CloudWatch::Alarm',
  'AWS::DynamoDB::Table',
  'AWS::EC2::InternetGateway',
  'AWS::EC2::Route',
  'AWS::EC2::RouteTable',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::SecurityGroupEgress',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::EC2::Subnet',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::VPC',
  'AWS::EC2::VPCGatewayAttachment',
  'AWS::ECS::Cluster',
  'AWS::ECS::Service',
  'AWS::ECS::TaskDefinition',
  'AWS::ElasticLoadBalancingV2::Listener',
  'AWS::ElasticLoadBalancingV2::ListenerRule',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
  'AWS::Events::Archive',
  'AWS::Events::EventBus',
  'AWS::Events::EventBusPolicy',
  'AWS::Events::Rule',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Kinesis::Stream',
  'AWS::Lambda::Alias',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::Lambda::Version',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::SSM::Parameter',
  'AWS::StepFunctions::StateMachine',
  // Functions of CDK’s own run for these while a stack is created and deleted, a few times in all.
  'Custom::S3AutoDeleteObjects',
  'Custom::S3BucketNotifications',
  'Custom::VpcRestrictDefaultSG',
]);

type Properties = Record<string, unknown>;

/** What of a priced type is billed in another way: how it is called; undefined for one whose price is kept. */
const billedOtherwise: Record<string, (properties: Properties) => string | undefined> = {
  'AWS::CloudWatch::Alarm': ({ Period }) => (Number(Period) < 60 ? 'high resolution' : undefined),
  'AWS::ECS::Cluster': ({ ClusterSettings }) =>
    /"(enabled|enhanced)"/.test(JSON.stringify(ClusterSettings ?? '')) ? 'Container Insights' : undefined,
  'AWS::ECS::Service': ({ LaunchType }) =>
    LaunchType === 'FARGATE' ? undefined : String(LaunchType ?? 'capacity providers'),
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ({ Type = 'application' }) =>
    Type === 'application' ? undefined : String(Type),
  'AWS::SSM::Parameter': ({ Tier = 'Standard' }) => (Tier === 'Standard' ? undefined : String(Tier)),
  'AWS::StepFunctions::StateMachine': ({ StateMachineType = 'STANDARD' }) =>
    StateMachineType === 'STANDARD' ? undefined : String(StateMachineType),
};

/** Throws a TwoPartError that names all that no price is kept for. */
export function refuseUnpriced(templates: readonly Template[]): void {
  const types = templates.flatMap(({ Resources }) =>
    Object.values(Resources).flatMap(({ Type, Properties = {} }) => {
      if (!pricedTypes.has(Type)) return [Type];
      const way = billedOtherwise[Type]?.(Properties);
      return way === undefined ? [] : [`${Type} (${way})`];
    }),
  );
  if (types.length > 0) throw unknownPrice([...new Set(types)].sort());
}

/** Throws a TwoPartError when a rehearsal did what no price is kept for, although all that it did it with has one. */
export function refuseUnpricedUse(events: readonly CloudEvent[], templates: readonly Template[]): void {
  const functions = new Set(
    templates.flatMap(({ Resources }) =>
      Object.keys(Resources).filter((id) => Resources[id]?.Type === 'AWS::Lambda::Function'),
    ),
  );
  if (eventsOf(events, 'execution-started').some(({ resource }) => functions.has(resource)))
    throw unknownPrice(['what executions of durable functions write and keep']);
}

const unknownPrice = (things: readonly string[]) =>
  new TwoPartError(
    `What the lab would cost on AWS is not known: no price is kept for\n${things.map((each) => `  - ${each}`).join('\n')}`,
    'Run it without --target, on this machine.',
  );
