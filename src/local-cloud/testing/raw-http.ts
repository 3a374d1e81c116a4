import { connect } from 'node:net';

/** What came back on a connection on which these bytes were sent: the first answer's status, or undefined for none. */
export function rawStatus(
  port: number,
  bytes: Buffer,
  options: { thenEnd?: boolean; timeoutMs?: number } = {},
): Promise<number | undefined> {
  const { thenEnd = false, timeoutMs = 60_000 } = options;
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const timer = setTimeout(() => {
      socket.destroy();
      reject(
        new Error(
          `Neither answered nor closed within ${timeoutMs} ms: ${JSON.stringify(String(bytes.subarray(0, 300)))}`,
        ),
      );
    }, timeoutMs);
    let answer = '';
    const settle = () => {
      clearTimeout(timer);
      socket.destroy();
      const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(answer) ?? [];
      resolve(status === undefined ? undefined : Number(status));
    };
    socket.on('data', (chunk) => {
      answer += chunk;
      if (answer.includes('\r\n\r\n')) settle();
    });
    socket.on('close', settle);
    // Whoever is refused early may not get rid of the rest; the answer is what counts.
    socket.on('error', () => {});
    socket.on('connect', () => {
      socket.write(bytes);
      if (thenEnd) socket.end();
    });
  });
}
