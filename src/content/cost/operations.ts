/** Operations that are billed, counted from what happened in a cloud. */
export interface Operations {
  /** Requests that reached an API. */
  gatewayRequests: number;
  /** Invocations of functions, also those that failed. */
  invocations: number;
  /** Requests that sent messages to a queue, each started 64 KB once. */
  sends: number;
  /** Requests for messages that got some, each started 64 KB once. */
  receives: number;
  /** Requests for messages that got none. */
  emptyReceives: number;
  /** Requests that deleted messages, up to ten with each. */
  deletes: number;
  /** PUT payload units of a stream. */
  putUnits: number;
  /** Units that functions took from tables; what an experiment does from outside does not count. */
  writeUnits: number;
  readUnits: number;
}
