import { Agent } from 'undici';

/** An HTTP answer with its body as text. */
export interface Reply {
  status: number;
  /** By lower-case name. */
  headers: Record<string, string>;
  body: string;
}

/** Sends requests over as many connections as there are requests in flight, so that none waits for another. */
export interface HttpClient {
  /** Posts `body` as JSON and resolves with whatever status comes; rejects when no answer comes at all. */
  postJson(
    url: string,
    body: unknown,
    signal?: AbortSignal,
    headers?: Record<string, string>,
  ): Promise<Reply>;
  /** Gets `url` and resolves with whatever status comes; rejects when no answer comes at all. */
  get(url: string, signal?: AbortSignal, headers?: Record<string, string>): Promise<Reply>;
  close(): Promise<void>;
}

/** Makes an HTTP client. Close it, or its idle connections keep the process alive. */
export function createHttpClient(): HttpClient {
  // Idle connections go long before a server would close them: one that is closed while we send is an error of ours.
  const agent = new Agent({ connections: null, pipelining: 1, keepAliveMaxTimeout: 1000 });
  async function send(url: string, request: Pick<Dispatch, 'method' | 'headers' | 'body' | 'signal'>) {
    const { origin, pathname, search } = new URL(url);
    const response = await agent.request({ origin, path: pathname + search, ...request });
    const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value ?? '')]);
    return {
      status: response.statusCode,
      headers: Object.fromEntries(headers),
      body: await response.body.text(),
    };
  }
  return {
    postJson: (url, body, signal, headers) =>
      send(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
        signal,
      }),
    get: (url, signal, headers) => send(url, { method: 'GET', headers, signal }),
    close: () => agent.destroy(),
  };
}

type Dispatch = Parameters<Agent['request']>[0];
