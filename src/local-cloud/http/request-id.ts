import { randomFillSync } from 'node:crypto';

const bytesPerId = 11;
const pool = Buffer.alloc(bytesPerId * 256);
let next = pool.length;

/** An id as API Gateway writes extended request ids and connection ids: `JKJaXmPLvHcESHA=`. */
export function newRequestId(): string {
  // Asking the operating system for every id would be a good part of a request's work.
  if (next === pool.length) {
    randomFillSync(pool);
    next = 0;
  }
  const id = `${pool.toString('base64url', next, next + bytesPerId)}=`;
  next += bytesPerId;
  return id;
}

/**
 * The extended id of a request: of REST APIs a shorter id beside the request's own, which is a UUID; of other APIs the
 * request's id itself.
 */
export const extendedRequestIdOf = (requestId: string): string =>
  requestId.length === 36
    ? `${Buffer.from(requestId.replaceAll('-', ''), 'hex').toString('base64url', 0, bytesPerId)}=`
    : requestId;
