/** The ways in which an order's id travels and is logged. Only `passed` is one to build. */
export type How =
  /** The front puts it into the message; every hop logs it, and hands it on. */
  | 'passed'
  /** The front logs it, and puts it into no message. */
  | 'not-passed'
  /** As before, and a hop that finds none makes one of its own. */
  | 'made-anew'
  /** As `passed`, but the worker writes one line for each batch, with the id of its first order. */
  | 'line-per-batch'
  /** Each hop logs the trace id of its own invocation. The front sends the trace header with each message. */
  | 'own-trace-id'
  /** As before, but the worker takes the trace id out of the header of each message, and hands that on. */
  | 'trace-header'
  /** As `passed`, and each hop keeps half of its lines, by lot. */
  | 'sampled-apart'
  /** As `passed`, and each hop keeps the lines of half of the orders, by the id, so that all decide alike. */
  | 'sampled-together';

/** Of this deployment. */
export const how = process.env.HOW as How;

/** Whether it goes by trace ids. */
export const byTrace = how === 'own-trace-id' || how === 'trace-header';
