/** An error with a way out: what is wrong, with the value named, and what to do. */
export class TwoPartError extends Error {
  override name = 'TwoPartError';
  readonly problem: string;
  readonly remedy: string;

  constructor(problem: string, remedy: string) {
    super(`${problem}\n${remedy}`);
    this.problem = problem;
    this.remedy = remedy;
  }
}

/** A wrong call: an unknown verb, name, flag or value. */
export class CallError extends TwoPartError {
  override name = 'CallError';
}

/** The machine was too busy: neither a success nor an error of anybody's. */
export class NotJudged extends TwoPartError {
  override name = 'NotJudged';
}

/** What a run deployed outside of this process could not be taken down. Said even to who has stopped the run. */
export class LeftBehind extends TwoPartError {
  override name = 'LeftBehind';
}

/** Somebody pressed Ctrl-C or asked the process to end. */
export class Interrupted extends Error {
  override name = 'Interrupted';
  readonly exitCode: number;

  constructor(signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'SIGPIPE' = 'SIGINT') {
    super(`Stopped by ${signal}.`);
    this.exitCode = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129, SIGPIPE: 141 }[signal];
  }
}
