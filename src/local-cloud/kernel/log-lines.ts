import type { Clock } from './clock.ts';

/** An event of CloudWatch Logs that a service writes. */
export interface LogLine {
  /** Name of the log group; it is made when there is none yet. */
  group: string;
  /** Name of the stream in it; likewise. */
  stream: string;
  message: string;
  /** Unix ms of AWS's time. */
  at: number;
}

/** Where services write their logs, and whoever keeps them finds them. */
export class LogLines {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #listeners = new Set<(line: LogLine) => void>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  /** Writes a line of now. */
  write(line: Omit<LogLine, 'at'>): void {
    const at = Math.floor(this.#clock.now());
    for (const listener of this.#listeners) listener({ ...line, at });
  }

  subscribe(listener: (line: LogLine) => void): void {
    this.#listeners.add(listener);
  }
}
