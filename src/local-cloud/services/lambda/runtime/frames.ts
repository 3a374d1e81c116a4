/*
 * What service and runtime say to each other, as bytes: length of the rest (uint32, little endian), kind, the number of
 * the invocation it is about (0: none), and a body. Bodies that are JSON already travel as they are.
 */

/** Kinds of frames. From the service: `start`, `invoke`. The others come from the runtime. */
export const kinds = {
  /** RuntimeOptions as JSON. */
  start: 1,
  /** RuntimeRequest as JSON, a line feed, the event as JSON. */
  invoke: 2,
  ready: 3,
  /** FunctionError as JSON. */
  initFailed: 4,
  /** The result as JSON. */
  succeeded: 5,
  /** FunctionError as JSON. */
  failed: 6,
  /** As `failed`; the error was nobody's to catch, and the runtime ends with it. */
  exits: 7,
  /** Text that was written, with line feeds as they came. */
  stdout: 8,
  stderr: 9,
  /** The runtime has more memory than the function may have. Only where the service cannot see that itself. */
  outOfMemory: 10,
} as const;

export type Kind = (typeof kinds)[keyof typeof kinds];

export interface Frame {
  kind: number;
  number: number;
  body: Buffer;
}

const headBytes = 9;
/** More than any answer, event or piece of log has. */
export const maxFrameBytes = 2 ** 26;

export function encodeFrame(kind: Kind, number: number, body: string): Buffer {
  const bytes = Buffer.byteLength(body);
  const frame = Buffer.allocUnsafe(headBytes + bytes);
  frame.writeUInt32LE(bytes + headBytes - 4, 0);
  frame[4] = kind;
  frame.writeUInt32LE(number, 5);
  frame.write(body, headBytes, 'utf8');
  return frame;
}

/** Puts frames together from the pieces in which they arrive. */
export class FrameReader {
  #pieces: Buffer[] = [];
  #have = 0;
  #need = headBytes;

  /** Whole frames, with this piece. Throws when it is none of ours. */
  read(piece: Buffer): Frame[] {
    this.#pieces.push(piece);
    this.#have += piece.length;
    if (this.#have < this.#need) return [];
    const bytes = this.#pieces.length === 1 ? piece : Buffer.concat(this.#pieces, this.#have);
    const frames: Frame[] = [];
    let at = 0;
    this.#need = headBytes;
    while (bytes.length - at >= headBytes) {
      const length = bytes.readUInt32LE(at) + 4;
      if (length < headBytes || length > maxFrameBytes) throw new Error(`No frame has ${length} bytes.`);
      if (bytes.length - at < length) {
        this.#need = length;
        break;
      }
      frames.push({
        kind: bytes[at + 4] as number,
        number: bytes.readUInt32LE(at + 5),
        body: bytes.subarray(at + headBytes, at + length),
      });
      at += length;
    }
    const rest = bytes.subarray(at);
    this.#pieces = rest.length > 0 ? [rest] : [];
    this.#have = rest.length;
    return frames;
  }
}
