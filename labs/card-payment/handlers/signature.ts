import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far the time of a signature may be from ours: 5 minutes, in seconds. */
const toleranceSeconds = 300;

// #region signature
/**
 * Whether `header` is a fresh signature of `raw` by somebody who knows `secret`. It has the form `t=<Unix seconds>,
 * v1=<hex>`, without the blank, and signs time and body together, so that neither can be changed and an old event cannot
 * be sent anew.
 */
export function isSigned(raw: string, header: string | undefined, secret: string, nowMs: number): boolean {
  const parts = new Map((header ?? '').split(',').map((part) => part.split('=', 2) as [string, string]));
  const time = parts.get('t');
  const signature = Buffer.from(parts.get('v1') ?? '', 'hex');
  if (!time || !/^\d+$/.test(time)) return false;
  if (Math.abs(nowMs / 1000 - Number(time)) > toleranceSeconds) return false;
  const expected = createHmac('sha256', secret).update(`${time}.${raw}`).digest();
  return signature.length === expected.length && timingSafeEqual(signature, expected);
}
// #endregion signature
