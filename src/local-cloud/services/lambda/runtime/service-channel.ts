import { readSync, writeSync } from 'node:fs';
import { encodeFrame, type Frame, FrameReader, type Kind } from './frames.ts';

/** The pipe that the service opened besides stdin, stdout and stderr. */
const descriptor = 3;

// Taken before any code of the function runs, which may replace what these names mean.
const read = readSync;
const write = writeSync;
const kill = process.kill.bind(process);
const { pid } = process;
const reader = new FrameReader();
const piece = Buffer.allocUnsafeSlow(2 ** 16);
const waiting: Frame[] = [];

/**
 * Sleeps until the service says something. As in a frozen execution environment nothing runs meanwhile, no timer and no
 * callback.
 */
export function receive(): Frame {
  for (;;) {
    const frame = waiting.shift();
    if (frame) return frame;
    const bytes = read(descriptor, piece);
    // The service is gone: nobody is left to run for, and nothing of the function's has a say in that.
    if (bytes === 0) endAtOnce();
    waiting.push(...reader.read(Buffer.from(piece.subarray(0, bytes))));
  }
}

/** Ends this process; exit hooks do not run. */
export function endAtOnce(): void {
  kill(pid, 'SIGKILL');
}

/** Says something to the service; when this returns, it is on its way. */
export function send(kind: Kind, invocation: number, body: string): void {
  const frame = encodeFrame(kind, invocation, body);
  for (let at = 0; at < frame.length; ) at += write(descriptor, frame, at);
}
