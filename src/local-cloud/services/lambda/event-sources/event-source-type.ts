import type * as v from 'valibot';
import type { EventSourceKind } from '../../../kernel/contracts/event-source.ts';
import type { PlannedResource } from '../../../kernel/contracts/resource-type.ts';
import type { Kernel } from '../../../kernel/kernel.ts';
import type { LambdaService } from '../lambda-service.ts';
import type { Poller } from './event-source-mapping.ts';

/** What an event source mapping is for one kind of source. */
export interface EventSourceType<Properties = unknown> {
  kind: EventSourceKind;
  /** Of the resource AWS::Lambda::EventSourceMapping, strict: what this kind of source does not know is refused. */
  properties: v.GenericSchema<unknown, Properties>;
  /** Throws a DeployError where AWS would answer InvalidParameterValueException. */
  create(resource: PlannedResource<Properties>, lambda: LambdaService, kernel: Kernel): Poller;
}

/** Ties the parts together, so that the properties are typed from their schema. */
export function defineEventSource<Schema extends v.GenericSchema<unknown, unknown>>(
  definition: Omit<EventSourceType<v.InferOutput<Schema>>, 'properties'> & { properties: Schema },
): EventSourceType {
  return definition as unknown as EventSourceType;
}
