import * as v from 'valibot';
import { DeployError } from '../../../kernel/errors.ts';
import { boolean, integer, integerBetween } from '../../../kernel/property-schemas.ts';
import { seededRandom } from '../../../kernel/random.ts';
import type { LoadBalancers } from '../load-balancers.ts';
import { fixedResponseAction, forwardAction, type RuleAction, redirectAction } from '../rule-action.ts';
import type { TargetGroup } from '../target-group.ts';

const order = v.optional(integer);

const noStickiness = v.optional(
  v.strictObject({
    Enabled: v.optional(
      v.pipe(
        boolean,
        v.check((enabled) => !enabled, 'stickiness is not supported'),
      ),
    ),
    DurationSeconds: v.optional(integer),
  }),
);

const forward = v.strictObject({
  Type: v.literal('forward'),
  Order: order,
  TargetGroupArn: v.optional(v.string()),
  ForwardConfig: v.optional(
    v.strictObject({
      TargetGroups: v.array(
        v.strictObject({ TargetGroupArn: v.string(), Weight: v.optional(integerBetween(0, 999), 1) }),
      ),
      TargetGroupStickinessConfig: noStickiness,
    }),
  ),
});

const fixedResponse = v.strictObject({
  Type: v.literal('fixed-response'),
  Order: order,
  FixedResponseConfig: v.strictObject({
    StatusCode: integerBetween(200, 599),
    ContentType: v.optional(v.string()),
    MessageBody: v.optional(v.pipe(v.string(), v.maxLength(1_024, 'must have at most 1,024 characters')), ''),
  }),
});

const redirect = v.strictObject({
  Type: v.literal('redirect'),
  Order: order,
  RedirectConfig: v.strictObject({
    StatusCode: v.picklist(['HTTP_301', 'HTTP_302'], 'must be HTTP_301 or HTTP_302'),
    Protocol: v.optional(v.string(), '#{protocol}'),
    Host: v.optional(v.string(), '#{host}'),
    Port: v.optional(v.pipe(v.union([v.string(), v.number()]), v.transform(String)), '#{port}'),
    Path: v.optional(v.string(), '/#{path}'),
    Query: v.optional(v.string(), '#{query}'),
  }),
});

/** The one action of a rule: an HTTP listener cannot authenticate, which would be another. */
export const actions = v.pipe(
  v.array(
    v.variant(
      'Type',
      [forward, fixedResponse, redirect],
      'only forward, fixed-response and redirect are supported',
    ),
  ),
  v.length(1, 'must be one action'),
);

/** The action of a rule or listener, ready. Throws a DeployError when a target group is not there. */
export function actionOf(
  logicalId: string,
  given: v.InferOutput<typeof actions>,
  { balancers, listenerArn, seed }: { balancers: LoadBalancers; listenerArn: string; seed: number },
): RuleAction {
  const [action] = given as [v.InferOutput<typeof actions>[number]];
  switch (action.Type) {
    case 'forward': {
      const groups = action.ForwardConfig?.TargetGroups ?? [
        { TargetGroupArn: action.TargetGroupArn ?? '', Weight: 1 },
      ];
      return forwardAction(
        groups.map(({ TargetGroupArn, Weight: weight }) => ({
          group: groupOf(logicalId, TargetGroupArn, balancers, listenerArn),
          weight,
        })),
        seededRandom(seed),
      );
    }
    case 'fixed-response': {
      const { StatusCode: status, ContentType: contentType, MessageBody: body } = action.FixedResponseConfig;
      return fixedResponseAction({ status, contentType, body });
    }
    case 'redirect': {
      const { StatusCode, Protocol, Host, Port, Path, Query } = action.RedirectConfig;
      return redirectAction({
        status: StatusCode === 'HTTP_301' ? 301 : 302,
        protocol: Protocol,
        host: Host,
        port: Port,
        path: Path,
        query: Query,
      });
    }
  }
}

function groupOf(logicalId: string, arn: string, balancers: LoadBalancers, listenerArn: string): TargetGroup {
  const group = balancers.targetGroups.get(arn);
  if (!group)
    throw new DeployError(
      `${logicalId}: there is no target group ${arn}.`,
      'Refer to the TargetGroup with Ref.',
    );
  // `…:listener/app/<name>/<id of the load balancer>/<id of the listener>`
  group.serve(/:listener\/(.+)\/[^/]+$/.exec(listenerArn)?.[1] ?? '');
  return group;
}
