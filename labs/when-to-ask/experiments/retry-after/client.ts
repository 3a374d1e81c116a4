import type { Surroundings } from '#experiment/define-experiment.ts';

/** The deployed lab as a client of it sees it. */
export type OrderApi = Pick<Surroundings<string>, 'clients' | 'clock' | 'outputs' | 'signal'>;

/** How a client asks. */
export interface Manner {
  /** When to ask again: as the server says, or after so many milliseconds. */
  pause: 'as told' | number;
  /** Whether it sends what it knows, and takes a 304 for “as before”. */
  sendsWhatItKnows: boolean;
}

/** What one client saw of its order. */
export interface Asked {
  orderId: string;
  questions: number;
  notModified: number;
  bodyBytes: number;
  /** When it heard that the order is placed, in ms of the clock; undefined when it never did. */
  toldAt: number | undefined;
}

/** Places an order and asks until it is placed, or until its patience is over. */
export async function orderAndAsk(
  { clients, clock, outputs, signal }: OrderApi,
  order: { customer: string; item: string },
  { pause, sendsWhatItKnows }: Manner,
  patienceMs: number,
): Promise<Asked> {
  const { http } = clients;
  const pauseIn = (headers: Record<string, string>) =>
    pause === 'as told' ? 1000 * Number(headers['retry-after']) : pause;
  const accepted = await http.postJson(`${outputs.ApiUrl}/orders`, order, signal);
  if (accepted.status !== 202) throw new Error(`The order was answered ${accepted.status}: ${accepted.body}`);
  const { orderId } = JSON.parse(accepted.body);
  const asked: Asked = { orderId, questions: 0, notModified: 0, bodyBytes: 0, toldAt: undefined };
  const until = clock.now() + patienceMs;
  let known: string | undefined;
  for (let at = clock.now() + pauseIn(accepted.headers); at < until; ) {
    await clock.sleepUntil(at, signal);
    const knows = sendsWhatItKnows && known !== undefined ? { 'if-none-match': known } : undefined;
    const { status, body, headers } = await http.get(`${outputs.ApiUrl}/orders/${orderId}`, signal, knows);
    asked.questions += 1;
    asked.bodyBytes += Buffer.byteLength(body);
    if (status === 304) asked.notModified += 1;
    else if (status !== 200) throw new Error(`The status route answered ${status}: ${body}`);
    known = headers.etag;
    if (status === 200 && JSON.parse(body).status === 'placed') return { ...asked, toldAt: clock.now() };
    at += pauseIn(headers);
  }
  return asked;
}
