import type { Kernel } from '../../../kernel/kernel.ts';
import type { DynamoDb, NewTable } from '../dynamodb.ts';
import { Link } from './link.ts';

/**
 * Creates a table in each of several Regions, and copies every write of one of them to all others from now on. Throws a
 * DeployError.
 */
export function joinReplicas(
  places: { dynamodb: DynamoDb; table: NewTable }[],
  by: {
    kernel: Pick<Kernel, 'clock' | 'faults'>;
    /** Logical ID, which faults aim at. */
    globalTable: string;
    lagSeconds: number;
  },
): void {
  const joined = places.map(({ dynamodb, table }) => ({
    dynamodb,
    tableName: table.definition.TableName,
    replica: dynamodb.addReplica(dynamodb.createTable(table)),
  }));
  const { clock, faults } = by.kernel;
  for (const { dynamodb, tableName, replica: from } of joined)
    for (const { replica: to } of joined) {
      if (from === to) continue;
      const replicated = (milliseconds: number) =>
        dynamodb.replicated(tableName, to.region.name, milliseconds);
      from.links.set(
        to,
        new Link(from, to, {
          clock,
          faults,
          replicated,
          lagSeconds: by.lagSeconds,
          globalTable: by.globalTable,
        }),
      );
    }
}
