import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { servedCookie } from '#content/own-run.ts';

/**
 * The key of one start: only a browser that was given it may run labs. It is in the address that `npm start` prints, so
 * that only whoever reads that terminal has it, and no other user of the machine; the browser keeps it as a cookie that no
 * script can read and no other site can send.
 */
export class RunKey {
  readonly text = randomBytes(16).toString('base64url');

  /** The address, below the site's own, that gives the key to a browser. */
  get path(): string {
    return `?key=${this.text}`;
  }

  /** Tells a page that its labs are here, and gives the key to who has brought it: then the answer is given, and true. */
  greet(request: IncomingMessage, response: ServerResponse): boolean {
    // Not a URL: what a caller writes there need not be one.
    const [path = '/', ...query] = (request.url ?? '/').split('?');
    if (path.includes('.')) return false;
    const port = portOf(request);
    const here = `${servedCookie(port)}=here; Path=/; SameSite=Strict`;
    response.setHeader('set-cookie', here);
    const brought = path === '/' ? new URLSearchParams(query.join('?')).get('key') : null;
    if (brought === null || !this.#is(brought)) return false;
    const key = `${keyCookie(port)}=${this.text}; Path=/; HttpOnly; SameSite=Strict`;
    response.writeHead(302, { 'set-cookie': [here, key], location: '/', 'cache-control': 'no-store' }).end();
    return true;
  }

  /** Whether a request comes from a browser that was given the key. */
  isHeldBy(request: IncomingMessage): boolean {
    const name = `${keyCookie(portOf(request))}=`;
    const cookies = (request.headers.cookie ?? '').split(/; */);
    return cookies.some((each) => each.startsWith(name) && this.#is(each.slice(name.length)));
  }

  #is(text: string): boolean {
    const [given, own] = [Buffer.from(text), Buffer.from(this.text)];
    return given.length === own.length && timingSafeEqual(given, own);
  }
}

const keyCookie = (port: string): string => `${servedCookie(port)}-key`;

/** The port as the browser knows it. */
const portOf = ({ headers }: IncomingMessage): string => /:(\d+)$/.exec(headers.host ?? '')?.[1] ?? '80';
