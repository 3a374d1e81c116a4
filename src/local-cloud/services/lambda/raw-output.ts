import type { Readable } from 'node:stream';

/** The longest event that CloudWatch Logs takes, in bytes. */
const longestLine = 2 ** 20;

/** Bytes of one invocation that reach its log, as for what is written through process.stdout. */
const mostPerInvocation = 16 * 2 ** 20;

/** How long a stream rests that has written more than is kept, so that reading it takes no time from others. */
const restMs = 5;

/** Lines that come past the runtime: from native code, from programs that the function starts, and V8's last words. */
export class RawOutput {
  readonly #stream: Readable;
  readonly #onLine: (line: string) => void;
  #rest = '';
  #bytes = 0;
  #recent = '';

  constructor(stream: Readable, onLine: (line: string) => void) {
    this.#stream = stream;
    this.#onLine = onLine;
    stream.on('data', (piece: Buffer) => this.#take(piece));
    stream.on('end', () => this.#flush());
    stream.on('error', () => {});
  }

  /** An invocation begins. */
  begin(): void {
    this.#bytes = 0;
  }

  /** What came last, when all has come. A program that outlives the runtime is not waited for. */
  async lastWords(): Promise<string> {
    if (!this.#stream.readableEnded) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 200);
        this.#stream.once('close', () => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
    return this.#recent;
  }

  close(): void {
    this.#flush();
    this.#stream.destroy();
  }

  #take(piece: Buffer): void {
    this.#bytes += piece.length;
    if (this.#bytes > mostPerInvocation) {
      this.#stream.pause();
      setTimeout(() => this.#stream.resume(), restMs).unref();
      return;
    }
    const text = piece.toString('utf8');
    this.#recent = (this.#recent + text).slice(-4096);
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() as string;
    for (const each of lines) this.#onLine(each);
    if (this.#rest.length > longestLine) this.#flush();
  }

  #flush(): void {
    if (this.#rest !== '') this.#onLine(this.#rest);
    this.#rest = '';
  }
}
