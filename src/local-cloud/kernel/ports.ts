import { createServer } from 'node:net';
import { DeployError } from './errors.ts';

const lastPort = 65_535;

/** Chooses the loopback ports of APIs, load balancers and function URLs. */
export class Ports {
  #next: number;

  /** `first` 0: any free port. Else this one and those after it in turn, so that a stack has the same ones in each run. */
  constructor(first: number) {
    this.#next = first;
  }

  /** A port to listen on; 0 leaves the choice to the system. One that something else has is passed over. */
  async take(): Promise<number> {
    if (this.#next === 0) return 0;
    while (this.#next <= lastPort) {
      const port = this.#next;
      this.#next += 1;
      if ((await problemOfPort(port)) === undefined) return port;
    }
    throw new DeployError('There is no free port left below 65536.', 'Start with a lower one.');
  }
}

/** Why nobody can listen on a loopback port now, as the system's code, or undefined. */
export function problemOfPort(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(undefined)));
  });
}
