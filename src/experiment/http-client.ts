import { Agent } from 'undici';

/** An HTTP answer with its body as text. */
export interface Reply {
  status: number;
  body: string;
}

/** Sends requests over as many connections as there are requests in flight, so that none waits for another. */
export interface HttpClient {
  /** Posts `body` as JSON and resolves with whatever status comes; rejects when no answer comes at all. */
  postJson(url: string, body: unknown, signal?: AbortSignal): Promise<Reply>;
  close(): Promise<void>;
}

/** Makes an HTTP client. Close it, or its idle connections keep the process alive. */
export function createHttpClient(): HttpClient {
  const agent = new Agent({ connections: null, pipelining: 1 });
  return {
    async postJson(url, body, signal) {
      const { origin, pathname, search } = new URL(url);
      const response = await agent.request({
        origin,
        path: pathname + search,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal,
      });
      return { status: response.statusCode, body: await response.body.text() };
    },
    close: () => agent.destroy(),
  };
}
