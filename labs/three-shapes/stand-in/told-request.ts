import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { StartStandIn } from '#experiment/stand-in.ts';

type Tell = Parameters<StartStandIn>[0]['tell'];

/** Tells the story of one request through the load balancer: when a process has it, and what came of it. */
export class ToldRequest {
  readonly #tell: Tell;
  readonly #requestId = randomUUID();
  readonly #program: string;
  #work: { resource: string; invocationId: string } | undefined;
  #answered = false;

  /** `program` names the processes that take such a request. */
  constructor(
    tell: Tell,
    program: string,
    { method = '', url: path = '' }: Pick<IncomingMessage, 'method' | 'url'>,
  ) {
    this.#tell = tell;
    this.#program = program;
    tell({ type: 'request-received', resource: 'load-balancer', requestId: this.#requestId, method, path });
  }

  /** A process has it: one that listens at this port has taken the connection. */
  taken(port: number): void {
    this.#work = { resource: this.#program, invocationId: randomUUID() };
    this.#tell({
      type: 'invocation-started',
      ...this.#work,
      trigger: 'load-balancer',
      causes: [this.#requestId],
      environmentId: `${this.#program} ${port}`,
      coldStart: false,
    });
  }

  /** Only the first answer is one. */
  answered(status: number, outcome: 'succeeded' | 'crashed' | 'timed-out'): void {
    if (this.#answered) return;
    this.#answered = true;
    if (this.#work) this.#tell({ type: 'invocation-ended', ...this.#work, outcome });
    this.#tell({ type: 'request-answered', resource: 'load-balancer', requestId: this.#requestId, status });
  }
}
