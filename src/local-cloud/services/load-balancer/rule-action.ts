import type { FrontRequest, ReadBody } from '../../http/front-request.ts';
import type { HttpAnswer } from '../../http/http-answer.ts';
import type { Random } from '../../kernel/random.ts';
import { withoutPort } from './rule-condition.ts';
import type { TargetGroup } from './target-group.ts';

/** What a rule does with a request. */
export type RuleAction = (request: FrontRequest, readBody: ReadBody) => Promise<HttpAnswer> | HttpAnswer;

/**
 * Forwards to one of the target groups, each as often as its weight says.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html#forward-actions
 */
export function forwardAction(groups: { group: TargetGroup; weight: number }[], random: Random): RuleAction {
  const total = groups.reduce((sum, { weight }) => sum + weight, 0);
  return (request, readBody) => {
    let left = random() * total;
    const chosen = groups.find(({ weight }) => {
      left -= weight;
      return left < 0;
    });
    return (chosen ?? (groups[0] as { group: TargetGroup })).group.answer(request, readBody);
  };
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html#fixed-response-actions */
export function fixedResponseAction(response: {
  status: number;
  contentType: string | undefined;
  body: string;
}): RuleAction {
  const { status, contentType = 'text/plain', body } = response;
  return () => ({ status, headers: { 'content-type': `${contentType}; charset=utf-8` }, body });
}

/** The parts of a redirect's target, with `#{protocol}`, `#{host}`, `#{port}`, `#{path}` and `#{query}` in them. */
export interface RedirectTarget {
  status: 301 | 302;
  protocol: string;
  host: string;
  port: string;
  path: string;
  query: string;
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html#redirect-actions */
export function redirectAction(target: RedirectTarget): RuleAction {
  return ({ host, path, rawQueryString }) => {
    const original: Record<string, string> = {
      protocol: 'http',
      host: withoutPort(host),
      // The loopback port, or the caller could not follow.
      port: /:(\d+)$/.exec(host)?.[1] ?? '80',
      path: path.slice(1),
      query: rawQueryString,
    };
    const fill = (text: string) =>
      text.replaceAll(/#\{(protocol|host|port|path|query)\}/g, (_, name: string) => original[name] ?? '');
    const query = fill(target.query);
    const location = `${fill(target.protocol).toLowerCase()}://${fill(target.host)}:${fill(target.port)}${fill(target.path)}`;
    return {
      status: target.status,
      headers: { 'content-type': 'text/html', location: query === '' ? location : `${location}?${query}` },
      body: '',
    };
  };
}
