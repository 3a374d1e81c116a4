import { Writable } from 'node:stream';
import { kinds } from './frames.ts';

/** At most 1 MiB in UTF-8, the longest event that CloudWatch Logs takes. */
const longestPiece = 2 ** 18;

/** Characters of one invocation beyond which its log takes no more: a log must not fill the cloud's memory. */
const mostPerInvocation = 16 * 2 ** 20;

type Send = (kind: typeof kinds.stdout | typeof kinds.stderr, text: string) => void;
type Done = (error?: Error | null) => void;

/**
 * Replaces stdout and stderr, so that text goes by the same road as results and is known to belong to the invocation that
 * wrote it. Call the result when an invocation begins.
 */
export function captureOutput(send: Send): () => void {
  let left = mostPerInvocation;
  const log: Send = (kind, text) => {
    if (left <= 0) return;
    for (const piece of piecesOf(text.slice(0, left))) send(kind, piece);
    left -= text.length;
    if (left <= 0)
      send(
        kinds.stderr,
        `[local cloud] This invocation has written more than ${mostPerInvocation / 2 ** 20} MiB; the rest does not reach its log.`,
      );
  };
  for (const [name, fd] of [
    ['stdout', 1],
    ['stderr', 2],
  ] as const) {
    const stream = new CapturedStream(fd, (text) => log(kinds[name], text));
    Object.defineProperty(process, name, { configurable: true, enumerable: true, get: () => stream });
  }
  return () => {
    left = mostPerInvocation;
  };
}

/** Pieces that end where a line ends, where that is possible. */
function* piecesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    let end = at + longestPiece;
    if (end < text.length) {
      const lineEnd = text.lastIndexOf('\n', end);
      if (lineEnd > at) end = lineEnd + 1;
    }
    yield text.slice(at, end);
    at = end;
  }
}

/** A stream that has always written at once. */
class CapturedStream extends Writable {
  readonly fd: number;
  readonly #log: (text: string) => void;

  constructor(fd: number, log: (text: string) => void) {
    super();
    this.fd = fd;
    this.#log = log;
  }

  override write(chunk: string | Uint8Array, encoding?: BufferEncoding | Done, done?: Done): boolean {
    this.#log(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
    const callback = typeof encoding === 'function' ? encoding : done;
    if (typeof callback === 'function') process.nextTick(callback);
    return true;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.#log(chunk.toString('utf8'));
    done();
  }
}
