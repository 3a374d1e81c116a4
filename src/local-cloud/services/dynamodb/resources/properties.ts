import * as v from 'valibot';
import { boolean, integerBetween, workable } from '../../../kernel/property-schemas.ts';
import { streamArn, tableArn } from '../table.ts';
import type { TableDefinition } from '../table-definition.ts';
import { checkTableDefinition } from '../table-definition.ts';
import { checkTags } from '../tags.ts';

/*
 * What the two types of DynamoDB table have in common.
 */

export const keySchema = v.array(
  v.strictObject({ AttributeName: v.string(), KeyType: v.picklist(['HASH', 'RANGE']) }),
);

export const attributeDefinitions = v.array(
  v.strictObject({ AttributeName: v.string(), AttributeType: v.picklist(['S', 'N', 'B']) }),
);

const units = integerBetween(1, 1_000_000_000);

export const throughput = v.strictObject({ ReadCapacityUnits: units, WriteCapacityUnits: units });

export const onDemandThroughput = v.strictObject({
  MaxReadRequestUnits: v.optional(units),
  MaxWriteRequestUnits: v.optional(units),
});

export const warmThroughput = v.strictObject({
  ReadUnitsPerSecond: v.optional(units),
  WriteUnitsPerSecond: v.optional(units),
});

export const secondaryIndex = {
  IndexName: v.string(),
  KeySchema: keySchema,
  Projection: v.strictObject({
    ProjectionType: v.optional(v.picklist(['ALL', 'KEYS_ONLY', 'INCLUDE'])),
    NonKeyAttributes: v.optional(v.array(v.string())),
  }),
};

export const streamViewType = v.picklist(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']);

export const timeToLiveSpecification = v.strictObject({
  AttributeName: v.optional(v.pipe(v.string(), v.minLength(1))),
  Enabled: boolean,
});

/** The attribute that items expire by, or undefined. */
export const timeToLiveAttribute = (
  given: v.InferOutput<typeof timeToLiveSpecification> | undefined,
): string | undefined => (given?.Enabled ? given.AttributeName : undefined);

/** What DescribeTable and ListTagsOfResource give back; DeletionProtectionEnabled also keeps DeleteTable from it. */
export const described = {
  TableClass: v.optional(
    v.picklist(['STANDARD', 'STANDARD_INFREQUENT_ACCESS'], 'must be STANDARD or STANDARD_INFREQUENT_ACCESS'),
  ),
  DeletionProtectionEnabled: v.optional(boolean),
  Tags: v.optional(
    v.pipe(
      v.array(v.strictObject({ Key: v.string(), Value: v.string() })),
      workable((tags) => checkTags(tags)),
    ),
  ),
};

/** Properties of either type that change nothing here, with the reasons. */
export const withoutEffect = {
  SSESpecification: 'items stay in this process’s memory',
} as const;

/** Names as AWS gives them. */
export function identifyTable(name: string, hasStream: boolean) {
  return {
    ref: name,
    attributes: { Arn: tableArn(name), TableId: name, ...(hasStream && { StreamArn: streamArn(name) }) },
  };
}

/** DynamoDB's own refusal of a definition, or undefined. The name stands for one that is not made yet. */
export function refusalOfDefinition(definition: Omit<TableDefinition, 'TableName'>): string | undefined {
  try {
    checkTableDefinition({ ...definition, TableName: 'checked' });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** A name that a stack may give a table. */
export const tableNameSchema = v.pipe(
  v.string(),
  v.regex(/^[a-zA-Z0-9_.-]{3,255}$/, 'must have 3 to 255 letters, digits, _ . or -'),
);
