import type { Surroundings } from '#experiment/define-experiment.ts';
import { pollUntil } from '#experiment/poll.ts';

/** The deployed lab as a client of it sees it. */
export type ReportApi = Pick<Surroundings<string>, 'clients' | 'clock' | 'outputs' | 'signal'>;

/** What the status route says of a report. */
export interface Told {
  status: 'pending' | 'running' | 'ready' | 'cancelled';
  stepsDone: number;
}

/** Asks for a report; gives its id. Throws unless it is accepted. */
export async function askForReport({ clients, outputs, signal }: ReportApi, title: string): Promise<string> {
  const { status, body } = await clients.http.postJson(`${outputs.ApiUrl}/reports`, { title }, signal);
  if (status !== 202) throw new Error(`Accepting a report answered ${status}: ${body}`);
  return JSON.parse(body).reportId;
}

/** Asks how a report stands, every `everyMs`, until `isDone` or `patienceMs` are over; gives all that it was told. */
export async function follow(
  { clients, clock, outputs, signal }: ReportApi,
  reportId: string,
  { everyMs, patienceMs, isDone }: { everyMs: number; patienceMs: number; isDone: (told: Told) => boolean },
): Promise<Told[]> {
  const heard: Told[] = [];
  const from = clock.now();
  await pollUntil({
    clock,
    from,
    everyMs,
    until: from + patienceMs,
    signal,
    async check() {
      const { status, body } = await clients.http.get(`${outputs.ApiUrl}/reports/${reportId}`, signal);
      if (status !== 200) throw new Error(`The status route answered ${status}: ${body}`);
      const told: Told = JSON.parse(body);
      heard.push(told);
      return isDone(told);
    },
  });
  return heard;
}

/** Cancels a report; gives how far it was when it was cancelled, or undefined when it was ready. */
export async function cancel(
  { clients, outputs, signal }: ReportApi,
  reportId: string,
): Promise<Told | undefined> {
  const { status, body } = await clients.http.postJson(
    `${outputs.ApiUrl}/reports/${reportId}/cancellation`,
    {},
    signal,
  );
  if (status === 409) return undefined;
  if (status !== 200) throw new Error(`Cancelling a report answered ${status}: ${body}`);
  return JSON.parse(body);
}
