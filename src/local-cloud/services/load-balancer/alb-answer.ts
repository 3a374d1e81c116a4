import { STATUS_CODES } from 'node:http';
import type { HttpAnswer } from '../../http/http-answer.ts';

/** Statuses of the load balancer's own that HTTP does not know. */
const ownStatusTexts: Record<number, string> = { 463: '' };

/**
 * An answer that the load balancer itself gives.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html
 * The statuses are documented, the page is not; callers see one of this form.
 */
export function albAnswer(status: number): HttpAnswer {
  const title = `${status} ${ownStatusTexts[status] ?? STATUS_CODES[status] ?? ''}`.trim();
  return {
    status,
    headers: { 'content-type': 'text/html' },
    body: `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`,
  };
}
