/** Methods of requests that bring what travels; the others ask for something. */
const bringing = ['POST', 'PUT', 'PATCH'];

/** Whether a part of a path is an id: it has a digit, or is long and no word. */
const isId = (segment: string): boolean =>
  /\d/.test(segment) || (segment.length > 14 && !/^[a-z]+$/.test(segment));

/** Method and path of a request, without the ids in it: `GET /orders/…`. */
export function requestText(method: string, path: string): string {
  const segments = path.split('/').map((each) => (isId(each) ? '…' : each));
  return method.startsWith('$') || !/^[A-Z]+$/.test(method) ? method : `${method} ${segments.join('/')}`;
}

/**
 * What a request is, in one word: what travels, what its path names otherwise, `push` for what is posted to a WebSocket
 * connection, or its method. Where requests travel, one that asks is one of them. `named`: there are requests whose path
 * names what travels.
 */
export function requestWord(method: string, path: string, carries: string, named: boolean): string {
  if (path.includes('/@connections/')) return 'push';
  if (carries === 'request') return carries;
  if (!bringing.includes(method)) return method;
  const [, segment = ''] = path.split('/');
  return named && segment.endsWith('s') ? segment.slice(0, -1) : carries;
}

/** Whether a path names what travels: `/orders`. */
export const isNamed = (path: string, carries: string): boolean => path.split('/').includes(`${carries}s`);
