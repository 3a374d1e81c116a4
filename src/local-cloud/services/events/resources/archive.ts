import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { DeployError } from '../../../kernel/errors.ts';
import { physicalName } from '../../../kernel/physical-name.ts';
import { integer, workable } from '../../../kernel/property-schemas.ts';
import { archiveArn } from '../archive/archives.ts';
import { isBusArn } from '../bus-name.ts';
import type { EventBridge } from '../event-bridge.ts';
import { EventBridgeError } from '../event-bridge-error.ts';
import { readPattern } from '../read-pattern.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-events-archive.html */
export const eventsArchive = defineResource({
  type: 'AWS::Events::Archive',
  properties: v.strictObject({
    ArchiveName: v.optional(
      v.pipe(v.string(), v.regex(/^[.\-_A-Za-z\d]{1,48}$/, 'must be 1 to 48 of a-z, A-Z, 0-9, ., - and _')),
    ),
    Description: v.optional(v.pipe(v.string(), v.maxLength(512, 'must be at most 512 characters'))),
    EventPattern: v.optional(
      v.pipe(
        v.record(v.string(), v.unknown(), 'must be an event pattern'),
        workable((pattern: Record<string, unknown>) => void readPattern(pattern)),
      ),
    ),
    RetentionDays: v.optional(v.pipe(integer, v.minValue(0, 'must be at least 0')), 0),
    SourceArn: v.pipe(v.string(), v.check(isBusArn, 'must be the ARN of an event bus')),
  }),
  withoutEffect: { KmsKeyIdentifier: 'events stay in this process’s memory' },
  identify({ logicalId, stackName, properties }) {
    const name = properties.ArchiveName ?? physicalName(stackName, logicalId, 48);
    return { ref: name, attributes: { ArchiveName: name, Arn: archiveArn(name) } };
  },
  create({ logicalId, properties, ref }, { archives }: EventBridge) {
    const { Description, EventPattern, RetentionDays, SourceArn } = properties;
    try {
      const archive = archives.create(
        { name: ref, logicalId, busNameOrArn: SourceArn },
        {
          description: Description,
          pattern: EventPattern && { text: JSON.stringify(EventPattern), parsed: readPattern(EventPattern) },
          retentionDays: RetentionDays,
          kmsKeyIdentifier: undefined,
        },
      );
      return () => archive.stop();
    } catch (error) {
      if (!(error instanceof EventBridgeError)) throw error;
      throw new DeployError(error.message, 'Refer to a bus of this stack with Fn::GetAtt, or to default.');
    }
  },
});
