import { randomUUID } from 'node:crypto';
import { ApiServerError } from '../../http/api-server.ts';
import type { QueryAnswer } from './insights/run-query.ts';

type QueryStatus = 'Running' | 'Complete' | 'Cancelled';

interface LogQuery {
  status: QueryStatus;
  answer: QueryAnswer;
}

/**
 * The queries that were started. Each runs until somebody has asked for its results once, so that a program that does not
 * ask again is seen to fail as it would on AWS.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html
 */
export class LogQueries {
  readonly #queries = new Map<string, LogQuery>();

  /** The id of a query that will have this answer. */
  start(answer: QueryAnswer): string {
    const id = randomUUID();
    this.#queries.set(id, { status: 'Running', answer });
    return id;
  }

  /** Throws an ApiServerError when there is none. */
  results(id: string): { status: QueryStatus; answer: QueryAnswer | undefined } {
    const query = this.#find(id);
    const { status } = query;
    if (status === 'Running') query.status = 'Complete';
    return { status, answer: status === 'Complete' ? query.answer : undefined };
  }

  /** Throws an ApiServerError when there is none, or when it has ended. */
  stop(id: string): void {
    const query = this.#find(id);
    if (query.status !== 'Running')
      throw new ApiServerError('InvalidParameterException', `The query ${id} is not running.`);
    query.status = 'Cancelled';
  }

  #find(id: string): LogQuery {
    const query = this.#queries.get(id);
    if (query) return query;
    throw new ApiServerError('ResourceNotFoundException', `There is no query ${id}.`);
  }
}
