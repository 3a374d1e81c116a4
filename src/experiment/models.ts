/*
 * What queueing theory says about the pipelines of the labs, to print beside what was measured.
 * Offered load, in erlangs, is arrival rate × mean service time.
 */

/**
 * Erlang B: the share of arrivals that `servers` turn away when nobody waits, for any distribution of service times
 * (random arrivals). A function at its concurrency limit with callers that do not try again.
 */
export function erlangB(servers: number, offeredLoad: number): number {
  let refused = 1;
  for (let server = 1; server <= servers; server += 1) {
    refused = (offeredLoad * refused) / (server + offeredLoad * refused);
  }
  return refused;
}

/**
 * Erlang C: the share of arrivals that have to wait before one of `servers` is free, for random arrivals and
 * exponential service times. 1 when more is offered than can be served.
 */
export function erlangC(servers: number, offeredLoad: number): number {
  if (offeredLoad >= servers) return 1;
  const refused = erlangB(servers, offeredLoad);
  const utilisation = offeredLoad / servers;
  return refused / (1 - utilisation * (1 - refused));
}

/** The share of arrivals that wait longer than `wait` under Erlang C; `wait` and `serviceTime` in the same unit. */
export const waitsLongerThan = (
  wait: number,
  servers: number,
  offeredLoad: number,
  serviceTime: number,
): number =>
  Math.min(1, erlangC(servers, offeredLoad) * Math.exp((-(servers - offeredLoad) * wait) / serviceTime));

/** Mean wait under Erlang C, in the unit of `serviceTime`; endless when more is offered than can be served. */
export function meanWait(servers: number, offeredLoad: number, serviceTime: number): number {
  if (offeredLoad >= servers) return Number.POSITIVE_INFINITY;
  return (erlangC(servers, offeredLoad) * serviceTime) / (servers - offeredLoad);
}

/** Little's law: how many are inside on average, from arrivals per second and the seconds that each stays. */
export const littlesLaw = (arrivalsPerSecond: number, secondsInside: number): number =>
  arrivalsPerSecond * secondsInside;

/** How many seconds a backlog takes to drain; for ever when no less arrives than is worked off. */
export function drainSeconds(backlog: number, capacityPerSecond: number, arrivalsPerSecond: number): number {
  const spare = capacityPerSecond - arrivalsPerSecond;
  if (backlog <= 0) return 0;
  return spare > 0 ? backlog / spare : Number.POSITIVE_INFINITY;
}
