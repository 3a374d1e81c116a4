import { unknownOperation } from '../errors.ts';
import type { Table } from '../table.ts';

/** Throws for a change of settings that AWS would copy to the other replicas of a global table, which is not emulated. */
export function refuseReplica({ name, replica }: Table): void {
  if (replica)
    throw unknownOperation(
      `${name} is a replica of a global table: changing one while the cloud runs is not emulated here. Change the stack instead.`,
    );
}
