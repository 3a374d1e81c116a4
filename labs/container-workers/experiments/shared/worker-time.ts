import type { RunContext } from '#experiment/define-experiment.ts';
import { eventsOf } from '#experiment/event-counts.ts';

type Events = RunContext<string, string>['events'];

/** A worker that is there, from its begin to its end; Infinity while it goes on. Milliseconds of the cloud's events. */
export interface Span {
  from: number;
  to: number;
}

const forever = Number.POSITIVE_INFINITY;

/** When each task ran, and when each was paid for: from when its image is fetched until it has stopped. */
export function tasksIn(events: Events, runBefore: number): { running: Span[]; paid: Span[] } {
  const tasks = new Map<string, { asked?: number; began?: number; ended?: number }>();
  for (const { taskId, status, at } of eventsOf(events, 'task-changed')) {
    const task = tasks.get(taskId) ?? {};
    tasks.set(taskId, task);
    if (status === 'PENDING') task.asked = at;
    if (status === 'RUNNING') task.began = at;
    if (status === 'STOPPED') task.ended = at;
  }
  const seen = [...tasks.values()];
  // Those whose begin lies before the run, and of which nothing has been told since.
  const silent = Array.from({ length: Math.max(0, runBefore - seen.length) }, () => ({
    from: 0,
    to: forever,
  }));
  return {
    running: [
      ...silent,
      ...seen.flatMap(({ began, ended = forever }) =>
        began === undefined ? [] : { from: began, to: ended },
      ),
    ],
    paid: [...silent, ...seen.map(({ asked = 0, ended = forever }) => ({ from: asked, to: ended }))],
  };
}

/** When each invocation ran, which is also what is paid for. */
export function invocationsIn(events: Events): { running: Span[]; paid: Span[] } {
  const ended = new Map(eventsOf(events, 'invocation-ended').map((each) => [each.invocationId, each.at]));
  const spans = eventsOf(events, 'invocation-started').map(({ invocationId, at }) => ({
    from: at,
    to: ended.get(invocationId) ?? forever,
  }));
  return { running: spans, paid: spans };
}

/** How many there are at a moment. */
export const countAt = (spans: readonly Span[], at: number): number =>
  spans.filter(({ from, to }) => from <= at && at < to).length;

/** How much of all of them lies between two moments, in milliseconds. */
export const within = (spans: readonly Span[], from: number, to: number): number =>
  spans.reduce((sum, each) => sum + Math.max(0, Math.min(each.to, to) - Math.max(each.from, from)), 0);

/** The most at once between two moments, and when there were as many first. */
export function mostOf(spans: readonly Span[], from: number, to: number): { count: number; at: number } {
  const moments = [from, ...spans.map((each) => each.from).filter((at) => at > from && at <= to)].toSorted(
    (a, b) => a - b,
  );
  let most = { count: 0, at: from };
  for (const at of moments) {
    const count = countAt(spans, at);
    if (count > most.count) most = { count, at };
  }
  return most;
}
