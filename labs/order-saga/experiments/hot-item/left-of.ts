import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Surroundings } from '#experiment/define-experiment.ts';

/** How many pieces of these items are left, in as many counters each. */
export async function leftOf(
  { clients, outputs }: Pick<Surroundings<string>, 'clients' | 'outputs'>,
  items: readonly string[],
  counters: number,
): Promise<number> {
  let left = 0;
  for (const item of items)
    for (let index = 0; index < counters; index += 1) {
      const { Item } = await clients.documents.send(
        new GetCommand({
          TableName: outputs.StockTable,
          Key: { counter: `${item}#${index}` },
          ConsistentRead: true,
        }),
      );
      left += Number(Item?.left);
    }
  return left;
}
