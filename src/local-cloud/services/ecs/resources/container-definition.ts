import * as v from 'valibot';
import { boolean, integer, integerBetween } from '../../../kernel/property-schemas.ts';

const words = v.array(v.string());

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecs-taskdefinition-containerdefinition.html */
export const containerDefinition = v.strictObject({
  Name: v.string(),
  Image: v.string(),
  Essential: v.optional(
    v.pipe(boolean, v.literal(true, 'must be true: a task needs an essential container')),
    true,
  ),
  Command: v.optional(words),
  EntryPoint: v.optional(words),
  WorkingDirectory: v.optional(v.pipe(v.string(), v.startsWith('/', 'must begin with /'))),
  Environment: v.optional(
    v.array(
      v.strictObject({
        Name: v.string(),
        Value: v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String)),
      }),
    ),
    [],
  ),
  /** "the max stop timeout value is 120 seconds and if the parameter is not specified, the default value of 30 seconds is used" */
  StopTimeout: v.optional(integerBetween(0, 120), 30),
  LinuxParameters: v.optional(
    v.strictObject({
      InitProcessEnabled: v.optional(boolean, false),
      // CDK writes an empty one.
      Capabilities: v.optional(v.strictObject({})),
    }),
    {},
  ),
  LogConfiguration: v.optional(
    v.strictObject({
      LogDriver: v.literal('awslogs', 'must be awslogs: other log drivers are not emulated'),
      Options: v.optional(v.record(v.string(), v.string())),
    }),
  ),
  // What the kernel would hold it to is said of the task: see `notShown`.
  Cpu: v.optional(integer),
  Memory: v.optional(integer),
  MemoryReservation: v.optional(integer),
});
