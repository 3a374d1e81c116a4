import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FrameLengths } from './frame-lengths.ts';

/** A masked frame with this many bytes of payload. */
function frame(payloadBytes: number): Buffer {
  const length =
    payloadBytes < 126
      ? Buffer.from([0x80 | payloadBytes])
      : payloadBytes < 65_536
        ? Buffer.from([0x80 | 126, payloadBytes >> 8, payloadBytes & 0xff])
        : Buffer.concat([Buffer.from([0x80 | 127]), bigEndian(payloadBytes)]);
  return Buffer.concat([Buffer.from([0x81]), length, Buffer.alloc(4, 7), Buffer.alloc(payloadBytes, 0x81)]);
}

function bigEndian(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

const sizes = [0, 1, 125, 126, 127, 65_535, 65_536, 3, 0, 130];

test('frames are told apart however the bytes are cut', () => {
  const bytes = Buffer.concat(sizes.map(frame));
  for (const step of [1, 2, 3, 7, 1_000, 65_537, bytes.length]) {
    const seen: number[] = [];
    const lengths = new FrameLengths((payloadBytes) => seen.push(payloadBytes));
    for (let start = 0; start < bytes.length; start += step)
      lengths.read(bytes.subarray(start, start + step));
    assert.deepEqual(seen, sizes, `cut every ${step} bytes`);
  }
});
