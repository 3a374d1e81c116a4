import type { IncomingMessage, ServerResponse } from 'node:http';
import { mendedPath, type OwnRun, type OwnRunRefusal, ownRunsPath, playedPath } from '#content/own-run.ts';
import type { Mended } from '#content/repair-state.ts';
import type { RunKey } from './run-key.ts';
import type { RunQueue } from './run-queue.ts';

/** The experiments that can be run here, and what is kept: their results, what was mended, the incident played last. */
export interface OwnLabs {
  /** Whether there is an experiment of this name, `lab/experiment`. */
  has(experiment: string): boolean;
  /** Since when a result is kept, ISO 8601; undefined when none is. */
  resultAt(experiment: string): string | undefined;
  /** The kept result as JSON. */
  readResult(experiment: string): string | undefined;
  readMended(): Mended;
  /** As JSON; undefined when none was played. */
  readPlayed(): string | undefined;
}

/** How often a page hears of changes at most: to draw more often would take the machine from the run. */
const tellEveryMs = 250;

/**
 * A browser has six connections for a site of HTTP/1.1, over all its tabs: so many of them may be streams, and the rest
 * loads pages. https://developer.mozilla.org/docs/Web/API/EventSource
 */
const mostStreams = 4;

const refusals = {
  origin: [403, 'This request comes from another page than one of this site.', 'Open the site itself.'],
  key: [
    403,
    'This browser may not run labs.',
    'Open the address that `npm start` has printed: it has a key in it, a new one with each start.',
  ],
  nothing: [404, 'There is no such address.', `Runs are at ${ownRunsPath}<lab>/<experiment>.`],
  unknown: [404, 'There is no such experiment.', 'Run `npm run lab`: it lists them all.'],
  noResult: [404, 'No result of this experiment is kept.', 'Run it first.'],
  method: [405, 'This address does not take that method.', 'Use GET, POST or DELETE.'],
  body: [413, 'This request has a body.', 'Send none: the address says it all.'],
} satisfies Record<string, [status: number, problem: string, remedy: string]>;

/** What stands below `ownRunsPath`: the name of an experiment, and what is asked of it. It is never a path of a file. */
const address = /^([a-z0-9-]+\/[a-z0-9-]+)(?:\/(events|result))?$/;

/**
 * Answers what is asked below `ownRunsPath`:
 *
 * - `GET <lab>/<experiment>`: where its last run stands, as OwnRun; with `/events`, that again with each change;
 *   with `/result`, the result that is kept;
 * - `POST <lab>/<experiment>`: asks for a run, 202; `DELETE`: stops it, 202;
 * - `GET mended`: which repairs are mended, as Mended; `GET played`: the incident that was played
 *   last, or null.
 *
 * Whoever is not a page of this site, with the key of this start, gets 403, and nothing begins.
 */
export class OwnRunsApi {
  readonly #key: RunKey;
  readonly #queue: RunQueue;
  readonly #labs: OwnLabs;
  /** The oldest one first. */
  readonly #streams = new Set<ServerResponse>();

  constructor(key: RunKey, queue: RunQueue, labs: OwnLabs) {
    this.#key = key;
    this.#queue = queue;
    this.#labs = labs;
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    const { method, url = '' } = request;
    const [, experiment = '', part] = address.exec(url.slice(ownRunsPath.length)) ?? [];
    const refusal = this.#refusalOf(request, experiment, part);
    if (refusal) {
      // What comes with it is not read.
      response.setHeader('connection', 'close');
      const [status, problem, remedy] = refusals[refusal];
      send(response, status, { problem, remedy });
    } else if (url === mendedPath) {
      send(response, 200, this.#labs.readMended());
    } else if (url === playedPath) {
      send(response, 200, this.#labs.readPlayed() ?? 'null');
    } else if (part === 'events') {
      this.#stream(experiment, response);
    } else if (part === 'result') {
      send(response, 200, this.#labs.readResult(experiment) ?? '');
    } else {
      if (method === 'POST') this.#queue.request(experiment);
      if (method === 'DELETE') this.#queue.stop(experiment);
      send(response, method === 'GET' ? 200 : 202, this.#stateOf(experiment));
    }
  }

  /** Why a request is not served: who asks comes first, so that a stranger learns nothing. */
  #refusalOf(request: IncomingMessage, experiment: string, part?: string): keyof typeof refusals | undefined {
    const { method = '', headers } = request;
    if (!isOwnPage(request)) return 'origin';
    if (!this.#key.isHeldBy(request)) return 'key';
    const isKept = request.url === mendedPath || request.url === playedPath;
    if (experiment === '' && !isKept) return 'nothing';
    const onlyRead = isKept || part !== undefined;
    if (!(onlyRead ? ['GET'] : ['GET', 'POST', 'DELETE']).includes(method)) return 'method';
    if (Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding']) return 'body';
    if (isKept) return undefined;
    if (!this.#labs.has(experiment)) return 'unknown';
    if (part === 'result' && this.#labs.resultAt(experiment) === undefined) return 'noResult';
    return undefined;
  }

  #stateOf(experiment: string): OwnRun {
    const resultAt = this.#labs.resultAt(experiment);
    return { ...this.#queue.stateOf(experiment), ...(resultAt !== undefined && { resultAt }) };
  }

  #stateAsText(experiment: string): string | undefined {
    try {
      return JSON.stringify(this.#stateOf(experiment));
    } catch {
      return undefined;
    }
  }

  /** Server-sent events, one per change: https://html.spec.whatwg.org/multipage/server-sent-events.html */
  #stream(experiment: string, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    // Its page opens it again in some seconds, and another one ends then.
    const [oldest] = this.#streams;
    if (oldest && this.#streams.size >= mostStreams) {
      this.#streams.delete(oldest);
      oldest.end();
    }
    this.#streams.add(response);
    let timer: NodeJS.Timeout | undefined;
    let last = '';
    const tell = () => {
      timer = undefined;
      if (response.writableEnded) return;
      const state = this.#stateAsText(experiment);
      // Nobody above would hear of it: the page asks again, and is told.
      if (state === undefined) {
        response.destroy();
        return;
      }
      if (state !== last) response.write(`data: ${state}\n\n`);
      last = state;
    };
    const end = this.#queue.follow(() => {
      timer ??= setTimeout(tell, tellEveryMs);
    });
    response.once('close', () => {
      this.#streams.delete(response);
      end();
      clearTimeout(timer);
    });
    tell();
  }
}

/**
 * A browser says with each request of another page where it comes from. What changes something has to say it; what only
 * reads has no Origin when it comes from our own page.
 */
function isOwnPage({ method, headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  if (headers.origin === undefined) return method === 'GET';
  return headers.origin === `http://${headers.host}`;
}

function send(
  response: ServerResponse,
  status: number,
  body: OwnRun | OwnRunRefusal | Mended | string,
): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
