import type { Sample } from '../../explorer/model/course.ts';

/** A count that grows over a run: its value at each moment, in s. Between two moments it grows evenly. */
export interface Growing {
  at: number[];
  counts: number[];
}

/** Sums up what came between the moments of a course. */
export function growing(course: readonly Sample[], of: (sample: Sample) => number): Growing {
  let count = 0;
  const counts = course.map((sample) => {
    count += of(sample);
    return count;
  });
  return { at: course.map(({ at }) => at), counts };
}

/** How many there are at a moment. */
export function countAt({ at, counts }: Growing, moment: number): number {
  const next = at.findIndex((each) => each >= moment);
  if (next === -1) return counts.at(-1) ?? 0;
  const [from, before] = next === 0 ? [0, 0] : [at[next - 1] ?? 0, counts[next - 1] ?? 0];
  const share = (at[next] ?? 0) - from === 0 ? 1 : (moment - from) / ((at[next] ?? 0) - from);
  return before + Math.max(0, share) * ((counts[next] ?? 0) - before);
}

/** When so many were reached, in s; nothing when they never are. */
export function momentOf({ at, counts }: Growing, count: number): number | undefined {
  const next = counts.findIndex((each) => each >= count);
  if (next === -1) return undefined;
  const [from, before] = next === 0 ? [0, 0] : [at[next - 1] ?? 0, counts[next - 1] ?? 0];
  const grown = (counts[next] ?? 0) - before;
  return from + (grown === 0 ? 1 : (count - before) / grown) * ((at[next] ?? 0) - from);
}

/** Round number of orders that a dot has to stand for, so that no more than `most` are on their way at once. */
export function ordersPerDot(flows: readonly Growing[], travel: number, most: number): number {
  const busiest = Math.max(
    1,
    ...flows.flatMap((flow) => flow.at.map((at) => countAt(flow, at) - countAt(flow, at - travel))),
  );
  const rough = busiest / most;
  if (rough <= 1) return 1;
  const unit = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5].find((each) => each * unit >= rough) ?? 10) * unit;
}

/** Where the dots of a flow are at a moment, each from 0, where they set out, to 1; `travel`: s that they take. */
export function dotsAt(
  flow: Growing,
  moment: number,
  travel: number,
  perDot: number,
): { key: number; place: number }[] {
  const last = Math.floor(countAt(flow, moment) / perDot);
  const first = Math.floor(countAt(flow, moment - travel) / perDot) + 1;
  const dots = [];
  for (let key = first; key <= last; key += 1) {
    const left = momentOf(flow, key * perDot);
    if (left !== undefined) dots.push({ key, place: Math.min(1, Math.max(0, (moment - left) / travel)) });
  }
  return dots;
}
