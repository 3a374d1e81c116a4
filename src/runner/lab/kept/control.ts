import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import * as v from 'valibot';
import { describeFault, type Fault } from '#experiment/faults.ts';
import { refusalOf } from '#local-cloud/kernel/loopback.ts';
import { TwoPartError } from '../../call-error.ts';
import type { Target } from '../local-target.ts';
import type { Breakage } from './fault-words.ts';

/** What a call to the control gives. */
export interface Told {
  lines: string[];
}

const breakSchema = v.object({
  fault: v.looseObject({ resource: v.string(), fault: v.string() }),
  mendAfterMs: v.optional(v.pipe(v.number(), v.minValue(1))),
});

const howTo = 'Call it through `npm run lab -- break`.';

/** Where another terminal breaks and mends a kept lab: a server on loopback that answers those who know its token. */
export interface Control {
  url: string;
  token: string;
  close(): Promise<void>;
}

/** Opens the control of a running lab. `GET /` lists what can be broken, `POST /break` breaks, `POST /mend` mends all. */
export async function openControl(target: Pick<Target, 'faults' | 'breakable'>): Promise<Control> {
  const token = randomUUID();
  const broken = new Broken(target);
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (refusalOf(request) || request.headers.authorization !== `Bearer ${token}`)
      return answer(403, { problem: 'Only this machine’s runner may break a lab.', remedy: howTo });
    try {
      answer(200, { lines: await broken.do(request) } satisfies Told);
    } catch (error) {
      const { problem = (error as Error).message, remedy = howTo } = error as TwoPartError;
      answer(400, { problem, remedy });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    token,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      broken.mendAll();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Calls the control of a running lab. A refusal is a TwoPartError in its words. */
export async function callControl(
  control: Pick<Control, 'url' | 'token'>,
  method: 'GET' | 'POST',
  path: string,
  body?: Breakage,
): Promise<Told> {
  const response = await ask(control, method, path, body).catch(() => {
    throw new TwoPartError(
      `The lab at ${control.url} does not answer any more.`,
      'Look at its terminal: it may have ended.',
    );
  });
  const answer = (await response.json()) as Told & { problem: string; remedy: string };
  if (!response.ok) throw new TwoPartError(answer.problem, answer.remedy);
  return answer;
}

/** Whether the control of a lab answers, and not another program at its port. Rejects when it cannot be told. */
export async function isThere(control: Pick<Control, 'url' | 'token'>): Promise<boolean> {
  const response = await ask(control, 'GET', '/').catch(({ name }: Error) => {
    if (name !== 'TimeoutError') return undefined;
    throw new TwoPartError(
      `The lab at ${control.url} does not answer.`,
      'Its terminal may be stopped (Ctrl-Z; `fg` goes on with it), or the machine too busy: ask again.',
    );
  });
  await response?.body?.cancel();
  return response?.ok === true;
}

/** So long a lab under load may take to answer. */
const longestMs = 10_000;

const ask = (
  { url, token }: Pick<Control, 'url' | 'token'>,
  method: string,
  path: string,
  body?: Breakage,
): Promise<Response> =>
  fetch(new URL(path, url), {
    method,
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(longestMs),
    ...(body && { body: JSON.stringify(body) }),
  });

/** What is broken now. */
class Broken {
  readonly #target: Pick<Target, 'faults' | 'breakable'>;
  readonly #mends = new Map<string, { mend(): void; timer?: NodeJS.Timeout }>();
  #count = 0;

  constructor(target: Pick<Target, 'faults' | 'breakable'>) {
    this.#target = target;
  }

  async do(request: IncomingMessage): Promise<string[]> {
    const call = `${request.method} ${request.url}`;
    if (call === 'POST /break') return this.#break(v.parse(breakSchema, await json(request)) as Breakage);
    if (call === 'POST /mend') return this.mendAll();
    if (call === 'GET /') return this.#list();
    throw new TwoPartError(`The control knows no ${call}.`, howTo);
  }

  mendAll(): string[] {
    const mended = [...this.#mends.keys()];
    for (const { mend, timer } of this.#mends.values()) {
      clearTimeout(timer);
      mend();
    }
    this.#mends.clear();
    return mended.length === 0 ? ['Nothing was broken.'] : mended.map((what) => `Mended: ${what}`);
  }

  #break({ fault, mendAfterMs }: Breakage): string[] {
    const mend = this.#target.faults.inject(fault);
    const lasts = mendAfterMs === undefined ? 'until `npm run lab -- mend`' : `for ${mendAfterMs / 1000} s`;
    const what = `${describeFault(fault as Fault).replace(/ until mended$/, '')}, ${lasts}`;
    this.#count += 1;
    const key = this.#mends.has(what) ? `${what} (${this.#count})` : what;
    const timer =
      mendAfterMs === undefined
        ? undefined
        : setTimeout(() => {
            mend();
            this.#mends.delete(key);
          }, mendAfterMs);
    this.#mends.set(key, { mend, ...(timer && { timer }) });
    return [`Injected: ${what}.`];
  }

  #list(): string[] {
    const nameOf = ({ logicalId }: Target['breakable'][number]) => logicalId.replace(/[0-9A-F]{8}$/, '');
    const width = Math.max(...this.#target.breakable.map((each) => nameOf(each).length), 0);
    return [
      ...this.#target.breakable.map((each) => `${nameOf(each).padEnd(width)}  ${each.faults.join(', ')}`),
      ...(this.#mends.size === 0 ? [] : ['', 'Broken now:', ...this.#mends.keys()]),
    ];
  }
}
