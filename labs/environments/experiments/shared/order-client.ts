import type { Surroundings } from '#experiment/define-experiment.ts';

/** The deployed lab as a client of it sees it. */
export type OrderApi = Pick<Surroundings<string>, 'clients' | 'clock' | 'outputs' | 'runId' | 'signal'>;

/** Sends one order; gives the status of the answer and the time to it. */
export async function placeOrder(
  { clients, clock, outputs, runId, signal }: OrderApi,
  item: string,
): Promise<{ status: number; replyMs: number }> {
  const sentAt = clock.now();
  const { status } = await clients.http.postJson(
    `${outputs.ApiUrl}/orders`,
    { customer: runId, item },
    signal,
  );
  return { status, replyMs: clock.now() - sentAt };
}
