import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { dynamodbStreamMapping } from '../event-sources/dynamodb-stream-mapping.ts';
import type { EventSourceType } from '../event-sources/event-source-type.ts';
import { sqsMapping } from '../event-sources/sqs-mapping.ts';

const types: EventSourceType[] = [sqsMapping, dynamodbStreamMapping];

const typeOf = (arn: string) => types.find((each) => each.service === arn.split(':')[2]);

const entriesOf = (schema: object): object => (schema as { entries?: object }).entries ?? {};

const noSource = v.object({
  EventSourceArn: v.pipe(
    v.string(),
    v.check(
      (arn) => typeOf(arn) !== undefined,
      `must be the ARN of an event source of one of these services: ${types.map((each) => each.service).join(', ')}`,
    ),
  ),
});

/**
 * What a mapping takes depends on its source.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-eventsourcemapping.html
 */
export const lambdaEventSourceMapping = defineResource({
  type: 'AWS::Lambda::EventSourceMapping',
  properties: Object.assign(
    v.lazy(
      (input): v.GenericSchema<unknown, { EventSourceArn: string; Enabled: boolean }> =>
        (typeOf(String((input as { EventSourceArn?: unknown }).EventSourceArn))?.properties ??
          noSource) as unknown as v.GenericSchema<unknown, { EventSourceArn: string; Enabled: boolean }>,
    ),
    // For the lists of what is supported.
    { entries: Object.assign({}, ...types.map((each) => entriesOf(each.properties))) },
  ),
  withoutEffect: {
    Tags: 'nothing here is billed or selected by tag',
    KmsKeyArn: 'filter criteria stay in this process’s memory',
  },
  identify: ({ logicalId }) => ({ ref: logicalId, attributes: { Id: logicalId } }),
  create(resource, services) {
    const { EventSourceArn, Enabled } = resource.properties;
    const source = typeOf(EventSourceArn)?.create(resource, services);
    if (!source || !Enabled) return undefined;
    source.start();
    return () => source.stop();
  },
});
