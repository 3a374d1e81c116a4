import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CloudEvent } from '#content/event.ts';
import { refuseUnpriced, refuseUnpricedUse } from './priced-types.ts';
import { template } from './testing/hand-prices.ts';

test('what no price is kept for is refused, all of it', () => {
  const stack = template({
    Orders: { Type: 'AWS::DynamoDB::Table' },
    Database: { Type: 'AWS::RDS::DBInstance' },
    Way: { Type: 'AWS::EC2::NatGateway' },
    Quick: { Type: 'AWS::StepFunctions::StateMachine', Properties: { StateMachineType: 'EXPRESS' } },
    Network: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { Type: 'network' } },
    Watched: {
      Type: 'AWS::ECS::Cluster',
      Properties: { ClusterSettings: [{ Name: 'containerInsights', Value: 'enabled' }] },
    },
    OnServers: { Type: 'AWS::ECS::Service', Properties: { LaunchType: 'EC2' } },
    Often: { Type: 'AWS::CloudWatch::Alarm', Properties: { Period: 10 } },
  });
  assert.throws(() => refuseUnpriced([stack]), {
    name: 'TwoPartError',
    problem: [
      'What the lab would cost on AWS is not known: no price is kept for',
      '  - AWS::CloudWatch::Alarm (high resolution)',
      '  - AWS::EC2::NatGateway',
      '  - AWS::ECS::Cluster (Container Insights)',
      '  - AWS::ECS::Service (EC2)',
      '  - AWS::ElasticLoadBalancingV2::LoadBalancer (network)',
      '  - AWS::RDS::DBInstance',
      '  - AWS::StepFunctions::StateMachine (EXPRESS)',
    ].join('\n'),
  });
});

test('what has a price is not refused', () => {
  refuseUnpriced([
    template({
      Sockets: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'WEBSOCKET' } },
      Bus: { Type: 'AWS::Events::EventBus' },
      Saga: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString: '{}' } },
      Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { Type: 'application' } },
      Cluster: { Type: 'AWS::ECS::Cluster' },
      Workers: { Type: 'AWS::ECS::Service', Properties: { LaunchType: 'FARGATE' } },
      Late: { Type: 'AWS::CloudWatch::Alarm', Properties: { Period: 60 } },
      Files: { Type: 'AWS::S3::Bucket' },
    }),
  ]);
});

test('a rehearsal that ran a durable function is refused: what it keeps has no price', () => {
  const stack = template({
    Report: { Type: 'AWS::Lambda::Function' },
    Saga: { Type: 'AWS::StepFunctions::StateMachine' },
  });
  const began = (resource: string) =>
    ({ type: 'execution-started', resource, at: 0, executionId: 'e', name: 'n', causes: [] }) as CloudEvent;
  assert.throws(() => refuseUnpricedUse([began('Report')], [stack]), { problem: /durable functions/ });
  refuseUnpricedUse([began('Saga')], [stack]);
});
