import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { account, arnOf } from '../../../kernel/account.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { LoadBalancer } from '../load-balancer.ts';
import type { LoadBalancers } from '../load-balancers.ts';

/** Attributes that change nothing here, with the values that they may have. */
const attributesWithoutEffect: Record<string, RegExp> = {
  'access_logs.s3.enabled': /.*/,
  'access_logs.s3.bucket': /.*/,
  'access_logs.s3.prefix': /.*/,
  'client_keep_alive.seconds': /.*/,
  'connection_logs.s3.enabled': /.*/,
  'connection_logs.s3.bucket': /.*/,
  'connection_logs.s3.prefix': /.*/,
  'deletion_protection.enabled': /.*/,
  // "The load balancer waits until your Lambda function responds or times out."
  'idle_timeout.timeout_seconds': /.*/,
  'load_balancing.cross_zone.enabled': /.*/,
  'routing.http.desync_mitigation_mode': /.*/,
  'routing.http.drop_invalid_header_fields.enabled': /^false$/,
  'routing.http.preserve_host_header.enabled': /.*/,
  'routing.http.x_amzn_tls_version_and_cipher_suite.enabled': /^false$/,
  'routing.http.xff_client_port.enabled': /^false$/,
  'routing.http.xff_header_processing.mode': /^append$/,
  'routing.http2.enabled': /.*/,
  'waf.fail_open.enabled': /.*/,
  'zonal_shift.config.enabled': /.*/,
};

const attribute = v.pipe(
  v.strictObject({ Key: v.string(), Value: v.string() }),
  v.check(
    ({ Key, Value }) => attributesWithoutEffect[Key]?.test(Value) ?? false,
    (issue) => `the load balancer attribute ${JSON.stringify(issue.input)} is not supported`,
  ),
);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-elasticloadbalancingv2-loadbalancer.html */
export const elbv2LoadBalancer = defineResource({
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  properties: v.strictObject({
    Name: v.optional(v.string()),
    Type: v.optional(v.literal('application', 'only Application Load Balancers are supported')),
    LoadBalancerAttributes: v.optional(v.array(attribute), []),
  }),
  withoutEffect: {
    IpAddressType: 'there is one network, loopback',
    Scheme: 'there is one network, loopback',
    SecurityGroups: 'only this machine can call, and it can call everything',
    Subnets: 'there is one network, loopback',
    SubnetMappings: 'there is one network, loopback',
    Tags: 'nothing here is billed or selected by tag',
  },
  identify({ logicalId, stackName, properties }) {
    const digest = createHash('sha256').update(`${stackName}/${logicalId}`).digest();
    const name = properties.Name ?? `${stackName.slice(0, 5)}-${logicalId.slice(0, 13)}`;
    const arn = arnOf('elasticloadbalancing', `loadbalancer/app/${name}/${digest.toString('hex', 0, 8)}`);
    const number = digest.readUInt32BE(8);
    return {
      ref: arn,
      attributes: {
        LoadBalancerArn: arn,
        LoadBalancerName: name,
        LoadBalancerFullName: arn.slice(arn.indexOf('app/')),
        DNSName: `${name}-${number}.${account.region}.elb.${account.urlSuffix}`,
        // Of us-east-1: https://docs.aws.amazon.com/general/latest/gr/elb.html
        CanonicalHostedZoneID: 'Z35SXDOTRQ7X7K',
      },
    };
  },
  async create({ logicalId, path, ref, attributes }, balancers: LoadBalancers, { addresses, events, ports }) {
    const dnsName = attributes.DNSName as string;
    const loadBalancer = new LoadBalancer({ logicalId, path, dnsName, events, ports });
    const port = await loadBalancer.listen();
    addresses.addHost(dnsName, port);
    addresses.addHost(`${dnsName}:80`, port);
    balancers.byArn.set(ref, loadBalancer);
    return () => loadBalancer.close();
  },
});
