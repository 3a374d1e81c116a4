import type { InvocationResult } from '../../kernel/contracts/invocation.ts';
import type { LogLines } from '../../kernel/log-lines.ts';
import type { FunctionConfiguration } from './function-configuration.ts';

/** What Lambda itself writes to a function's log around each invocation, in the log format Text. */
export class InvocationLog {
  readonly #logs: LogLines;
  readonly #configuration: FunctionConfiguration;
  readonly #stream: string;

  /** `stream`: that of the execution environment. */
  constructor(logs: LogLines, configuration: FunctionConfiguration, stream: string) {
    this.#logs = logs;
    this.#configuration = configuration;
    this.#stream = stream;
  }

  started(requestId: string, version: string): void {
    this.#write(startLine(requestId, version));
  }

  ended(requestId: string, durationMs: number, result: InvocationResult): void {
    for (const each of endLines(requestId, durationMs, this.#configuration.memoryMiB, result))
      this.#write(each);
  }

  #write(message: string): void {
    this.#logs.write({ group: this.#configuration.logGroup, stream: this.#stream, message });
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html */
export const startLine = (requestId: string, version: string): string =>
  `START RequestId: ${requestId} Version: ${version}`;

/** The lines END and REPORT. */
export const endLines = (
  requestId: string,
  durationMs: number,
  memoryMiB: number,
  result: InvocationResult,
): [end: string, report: string] => [
  `END RequestId: ${requestId}`,
  `REPORT RequestId: ${requestId}\tDuration: ${durationMs.toFixed(2)} ms\tBilled Duration: ${Math.ceil(durationMs)} ms\tMemory Size: ${memoryMiB} MB${statusOf(result)}`,
];

/** How an invocation ended that the runtime did not end, as the last fields of a REPORT line. */
function statusOf(result: InvocationResult): string {
  if (result.outcome === 'timed-out') return '\tStatus: timeout';
  return result.outcome === 'crashed' ? `\tStatus: error\tError Type: ${result.error.errorType}` : '';
}
