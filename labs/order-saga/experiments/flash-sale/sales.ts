import type { Surroundings } from '#experiment/define-experiment.ts';
import { pollUntil } from '#experiment/poll.ts';
import { itemsWhere } from '#experiment/table.ts';

/** Waits until as many purchases of an item are decided, and gives what the shop kept of them. */
export async function untilDecided(
  { clients, clock, outputs, signal }: Pick<Surroundings<string>, 'clients' | 'clock' | 'outputs' | 'signal'>,
  item: string,
  purchases: number,
  onLook: (decided: number) => void = () => undefined,
): Promise<Record<string, unknown>[]> {
  const from = clock.now();
  let sales: Record<string, unknown>[] = [];
  const check = async () => {
    sales = await itemsWhere(clients.documents, outputs.SalesTable ?? '', 'item', item);
    onLook(sales.length);
    return sales.length >= purchases;
  };
  await pollUntil({ clock, from, everyMs: 100, until: from + 30_000, signal, check });
  return sales;
}
