/** Customers, and CPU seconds that they took. */
interface Worked {
  events: number;
  cpuSeconds: number;
}

/** CPU seconds that this process takes for `work`. */
export function cpuSecondsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/**
 * A queue with several servers and nothing else: random arrivals, exponential work, first come first served, in typed
 * arrays, with the mean wait as its only result. What a model of the same queue can be compared with.
 */
export function bareQueue(customers: number, servers: number, load: number): Worked {
  let events = 0;
  const cpuSeconds = cpuSecondsOf(() => {
    events = run(customers, servers, load);
  });
  return { events, cpuSeconds };
}

function run(customers: number, servers: number, load: number): number {
  const ends = new Float64Array(servers);
  const line = new Float64Array(1 << 16);
  let state = 202;
  const exponential = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return -Math.log(1 - ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32);
  };
  let busy = 0;
  let [first, last] = [0, 0];
  let arrivesAt = exponential() / (servers * load);
  let [arrived, events, waited] = [0, 0, 0];
  const begin = (now: number) => {
    const end = now + exponential();
    let place = busy++;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if ((ends[above] as number) <= end) break;
      ends[place] = ends[above] as number;
      place = above;
    }
    ends[place] = end;
  };
  const takeEarliest = () => {
    const moved = ends[--busy] as number;
    let place = 0;
    for (let below = 1; below < busy; below = 2 * place + 1) {
      if (below + 1 < busy && (ends[below + 1] as number) < (ends[below] as number)) below += 1;
      if ((ends[below] as number) >= moved) break;
      ends[place] = ends[below] as number;
      place = below;
    }
    ends[place] = moved;
  };
  while (arrived < customers) {
    events += 1;
    const endsAt = busy === 0 ? Number.POSITIVE_INFINITY : (ends[0] as number);
    if (arrivesAt <= endsAt) {
      arrived += 1;
      if (busy < servers) begin(arrivesAt);
      else line[last++ & 0xffff] = arrivesAt;
      arrivesAt += exponential() / (servers * load);
    } else {
      takeEarliest();
      if (first === last) continue;
      waited += endsAt - (line[first++ & 0xffff] as number);
      begin(endsAt);
    }
  }
  if (!(waited >= 0)) throw new Error('The bare queue lost count.');
  return events;
}
