import { ApiServerError } from '../../http/api-server.ts';

/** Requests whose tokens are remembered; the oldest are forgotten first. */
const maxTokens = 10_000;

/**
 * What has been answered to a request with a client token: it is done once, however often it is sent.
 * https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
 */
export class ClientTokens {
  readonly #answers = new Map<string, { request: string; answer: object }>();

  /** Throws what `perform` throws, and an ApiServerError when the token came with another request. */
  once(token: string, { request, perform }: { request: string; perform: () => object }): object {
    const known = this.#answers.get(token);
    if (known) {
      if (known.request === request) return known.answer;
      throw new ApiServerError(
        'ConflictException',
        `The ClientToken ${token} came with another request.`,
        409,
      );
    }
    const answer = perform();
    this.#answers.set(token, { request, answer });
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > maxTokens && oldest !== undefined) this.#answers.delete(oldest);
    return answer;
  }
}
