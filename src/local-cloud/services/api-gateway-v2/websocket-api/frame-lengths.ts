/**
 * Reads along with what a client sends and tells the payload length of each WebSocket frame.
 * https://www.rfc-editor.org/rfc/rfc6455#section-5.2
 */
export class FrameLengths {
  readonly #onFrame: (payloadBytes: number) => void;
  #header = Buffer.alloc(0);
  /** Bytes of the present frame's payload that are still to come. */
  #toSkip = 0;

  constructor(onFrame: (payloadBytes: number) => void) {
    this.#onFrame = onFrame;
  }

  read(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0) {
      if (this.#toSkip > 0) {
        const skipped = Math.min(this.#toSkip, rest.length);
        this.#toSkip -= skipped;
        rest = rest.subarray(skipped);
        continue;
      }
      const before = this.#header.length;
      this.#header = Buffer.concat([this.#header, rest.subarray(0, maxHeaderBytes - before)]);
      const frame = headerOf(this.#header);
      if (!frame) return;
      rest = rest.subarray(frame.headerBytes - before);
      this.#header = Buffer.alloc(0);
      this.#toSkip = frame.payloadBytes;
      this.#onFrame(frame.payloadBytes);
    }
  }
}

/** Two bytes, eight for the length, four for the mask. */
const maxHeaderBytes = 14;

function headerOf(bytes: Buffer): { headerBytes: number; payloadBytes: number } | undefined {
  if (bytes.length < 2) return undefined;
  const masked = (bytes[1] as number) & 0x80 ? 4 : 0;
  const short = (bytes[1] as number) & 0x7f;
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  const headerBytes = 2 + lengthBytes + masked;
  if (bytes.length < headerBytes) return undefined;
  if (lengthBytes === 0) return { headerBytes, payloadBytes: short };
  const payloadBytes = lengthBytes === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  return { headerBytes, payloadBytes };
}
