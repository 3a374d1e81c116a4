import * as v from 'valibot';
import type { EventSourceKind } from '../../../kernel/contracts/event-source.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { EventSourceMapping } from '../event-sources/event-source-mapping.ts';
import type { EventSourceType } from '../event-sources/event-source-type.ts';
import { sqsMapping } from '../event-sources/sqs-mapping.ts';
import { streamMapping } from '../event-sources/stream-mapping.ts';
import type { LambdaService } from '../lambda-service.ts';

const types: EventSourceType[] = [sqsMapping, streamMapping];

const entriesOf = (schema: object): object => (schema as { entries?: object }).entries ?? {};

type Properties = { EventSourceArn: string; Enabled: boolean };

/**
 * What a mapping takes depends on its source. `sources`: how the sources of a service are polled, by service.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-eventsourcemapping.html
 */
export function lambdaEventSourceMapping(sources: ReadonlyMap<string, EventSourceKind>) {
  const typeOf = (arn: unknown) => {
    const kind = sources.get(String(arn).split(':')[2] ?? '');
    return types.find((each) => each.kind === kind);
  };
  const noSource = v.object({
    EventSourceArn: v.pipe(
      v.string(),
      v.check(
        (arn) => typeOf(arn) !== undefined,
        `must be the ARN of an event source of one of these services: ${[...sources.keys()].join(', ')}`,
      ),
    ),
  });
  return defineResource({
    type: 'AWS::Lambda::EventSourceMapping',
    properties: Object.assign(
      v.lazy(
        (input): v.GenericSchema<unknown, Properties> =>
          (typeOf((input as Partial<Properties>).EventSourceArn)?.properties ??
            noSource) as unknown as v.GenericSchema<unknown, Properties>,
      ),
      // For the lists of what is supported.
      { entries: Object.assign({}, ...types.map((each) => entriesOf(each.properties))) },
    ),
    withoutEffect: {
      Tags: 'nothing here is billed or selected by tag',
      KmsKeyArn: 'filter criteria stay in this process’s memory',
    },
    refersTo: ({ EventSourceArn }) => ({ EventSourceArn }),
    identify: ({ logicalId }) => ({ ref: logicalId, attributes: { Id: logicalId } }),
    create(resource, lambda: LambdaService, kernel) {
      const type = typeOf(resource.properties.EventSourceArn);
      if (!type) return undefined;
      const mapping = new EventSourceMapping({
        uuid: resource.logicalId,
        schema: type.properties,
        properties: resource.properties,
        open: (properties) => type.create({ ...resource, properties }, lambda, kernel),
      });
      lambda.mappings.set(mapping.uuid, mapping);
      return () => {
        lambda.mappings.delete(mapping.uuid);
        return mapping.close();
      };
    },
    leavesNothing: true,
  });
}
