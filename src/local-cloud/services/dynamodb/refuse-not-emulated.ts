import { unknownOperation, validationError } from './errors.ts';

interface Index {
  IndexName?: unknown;
  KeySchema?: unknown;
}

/** Parameters of CreateTable and UpdateTable that AWS knows, and that would have an effect that is not here. */
const notEmulated = [
  'ReplicaUpdates',
  'MultiRegionConsistency',
  'GlobalTableWitnessUpdates',
  'GlobalTableSettingsReplicationMode',
  'GlobalTableSourceArn',
  'DisassociationProtectionEnabled',
];

const ofVectors = ['VectorIndexes', 'VectorIndexUpdates'];

/**
 * Throws for what of CreateTable and UpdateTable is not emulated, all of it at once.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
 */
export function refuseNotEmulated(operation: string, input: Record<string, unknown>): void {
  const isGiven = (name: string) => input[name] !== undefined && input[name] !== null;
  const [replicas, vectors] = [notEmulated.filter(isGiven), ofVectors.filter(isGiven)];
  if (replicas.length + vectors.length > 0)
    throw unknownOperation(
      [
        `${operation} with ${[...replicas, ...vectors].join(', ')} is not emulated here.`,
        ...(replicas.length > 0
          ? [
              'A table gets its replicas when it is deployed: give it them in the stack, as AWS::DynamoDB::GlobalTable, in CDK TableV2 with replicas.',
            ]
          : []),
        ...(vectors.length > 0 ? ['There are no vector indexes: leave them out.'] : []),
      ].join(' '),
    );
  const updates = listIn(input.GlobalSecondaryIndexUpdates) as { Create?: unknown }[];
  refuseMultiAttributeKeys([
    ...listIn(input.GlobalSecondaryIndexes),
    ...updates.map((update) => Object(update).Create),
  ]);
}

/**
 * Throws for an index whose partition or sort key is of several attributes.
 * "Each global secondary index supports up to 4 partition keys and up to 4 sort keys."
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 */
export function refuseMultiAttributeKeys(indexes: readonly unknown[]): void {
  const names = (indexes as (Index | undefined)[]).flatMap((index) => {
    const types = listIn(Object(index).KeySchema).map((element) => Object(element).KeyType);
    return new Set(types).size < types.length ? [String(index?.IndexName)] : [];
  });
  if (names.length > 0)
    throw validationError(
      `A partition or sort key of several attributes is not emulated here, and ${names.join(', ')} ${names.length === 1 ? 'has' : 'have'} one. Give the index one HASH attribute and one RANGE attribute, such as one that joins several: shop#day.`,
    );
}

const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
