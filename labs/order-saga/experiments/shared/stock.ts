import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Surroundings } from '#experiment/define-experiment.ts';

/** Puts `pieces` of an item on sale, spread evenly over `counters` counters. */
export async function putOnSale(
  { clients, outputs }: Pick<Surroundings<string>, 'clients' | 'outputs'>,
  item: string,
  pieces: number,
  counters: number,
): Promise<void> {
  const rows = Array.from({ length: counters }, (_, index) => ({
    counter: `${item}#${index}`,
    left: Math.floor(pieces / counters) + (index < pieces % counters ? 1 : 0),
  }));
  await clients.documents.send(
    new BatchWriteCommand({
      RequestItems: { [outputs.StockTable ?? '']: rows.map((Item) => ({ PutRequest: { Item } })) },
    }),
  );
}
