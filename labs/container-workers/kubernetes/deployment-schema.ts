import * as v from 'valibot';

/*
 * The fields of a Deployment that worker.yaml uses, as the API reference names and types them; any other is refused, as by
 * `kubectl apply --validate=strict`. https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/deployment-v1/
 */

const labelValue = v.pipe(v.string(), v.regex(/^([A-Za-z\d]([-\w.]{0,61}[A-Za-z\d])?)?$/));
const labels = v.record(v.string(), labelValue);
/** Names of objects: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const dnsName = v.pipe(v.string(), v.maxLength(63), v.regex(/^[a-z\d]([-a-z\d]*[a-z\d])?$/));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
const quantity = v.pipe(v.string(), v.regex(/^\d+(\.\d+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?$/));
const quantities = v.strictObject({ cpu: v.optional(quantity), memory: v.optional(quantity) });
const countOrPercent = v.union([count, v.pipe(v.string(), v.regex(/^\d+%$/))]);

const container = v.strictObject({
  name: dnsName,
  image: v.string(),
  /** A value is a text: a number would be refused. */
  env: v.optional(
    v.array(
      v.strictObject({ name: v.pipe(v.string(), v.regex(/^[-._a-zA-Z][-._a-zA-Z\d]*$/)), value: v.string() }),
    ),
    [],
  ),
  resources: v.optional(v.strictObject({ requests: v.optional(quantities), limits: v.optional(quantities) })),
});

export const deploymentSchema = v.pipe(
  v.strictObject({
    apiVersion: v.literal('apps/v1'),
    kind: v.literal('Deployment'),
    metadata: v.strictObject({ name: dnsName, labels: v.optional(labels) }),
    spec: v.strictObject({
      replicas: v.optional(count),
      selector: v.strictObject({ matchLabels: labels }),
      strategy: v.optional(
        v.strictObject({
          type: v.picklist(['RollingUpdate', 'Recreate']),
          rollingUpdate: v.optional(
            v.strictObject({
              maxSurge: v.optional(countOrPercent),
              maxUnavailable: v.optional(countOrPercent),
            }),
          ),
        }),
      ),
      template: v.strictObject({
        metadata: v.strictObject({ labels }),
        spec: v.strictObject({
          serviceAccountName: v.optional(dnsName),
          terminationGracePeriodSeconds: v.optional(count),
          containers: v.pipe(v.array(container), v.minLength(1)),
        }),
      }),
    }),
  }),
  v.check(
    ({ spec: { selector, template } }) =>
      Object.entries(selector.matchLabels).every(([name, value]) => template.metadata.labels[name] === value),
    'the selector must match the labels of the template',
  ),
  v.check(
    ({ spec: { strategy } }) =>
      strategy?.rollingUpdate?.maxSurge !== 0 || strategy.rollingUpdate.maxUnavailable !== 0,
    'maxSurge and maxUnavailable must not both be 0',
  ),
);
