import { randomUUID } from 'node:crypto';
import type { FrontRequest, ReadBody } from '../../http/front-request.ts';
import type { HttpAnswer } from '../../http/http-answer.ts';
import { HttpFront } from '../../http/http-front.ts';
import type { EventStream } from '../../kernel/events.ts';
import type { Ports } from '../../kernel/ports.ts';
import { albAnswer } from './alb-answer.ts';
import type { RuleAction } from './rule-action.ts';
import { type ConditionCheck, compileCondition, type RuleCondition, withoutPort } from './rule-condition.ts';
import { wildcard } from './wildcard.ts';

/** "The request header exceeded 16 K per request line, 16 K per single header, or 64 K for the entire request header." */
const maxHeaderBytes = 64 * 1024;
const maxRequestLineBytes = 16 * 1024;

/** "The maximum size of the request body that you can send to a Lambda function is 1 MB." */
const maxBodyBytes = 1024 * 1024;

/** "The upper limit for IP addresses is 30", in X-Forwarded-For. */
const maxForwardedFor = 30;

/** A rule: the lowest priority whose conditions all hold decides. */
export interface ListenerRule {
  priority: number;
  conditions: RuleCondition[];
  action: RuleAction;
}

interface CompiledRule {
  priority: number;
  checks: ConditionCheck[];
  action: RuleAction;
}

/**
 * A listener of an Application Load Balancer on a loopback port.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html
 */
export class Listener {
  /** What happens to a request that no rule takes. */
  defaultAction: RuleAction = () => albAnswer(503);
  readonly #front: HttpFront;
  readonly #rules: CompiledRule[] = [];
  readonly #hosts: RegExp[] = [];

  constructor({ logicalId, events }: { logicalId: string; events: EventStream }) {
    this.#front = new HttpFront({
      resource: logicalId,
      events,
      maxHeaderBytes,
      maxBodyBytes,
      newRequestId: randomUUID,
      answer: (request, readBody) => this.#answer(request, readBody),
      refuseBody: (reason) => albAnswer(reason === 'too large' ? 413 : 400),
      malformed: albAnswer(400),
      internalError: albAnswer(502),
      visitors: { allowsHost: (host) => this.#hosts.some((each) => each.test(withoutPort(host))) },
    });
  }

  /** Listens on a loopback port, which it gives. */
  listen(ports: Ports): Promise<number> {
    return this.#front.listen(ports);
  }

  addRule({ priority, conditions, action }: ListenerRule): void {
    this.#rules.push({ priority, checks: conditions.map(compileCondition), action });
    this.#rules.sort((a, b) => a.priority - b.priority);
    for (const condition of conditions) {
      if (condition.field !== 'host-header') continue;
      // A host that the stack names may call; one that only a pattern fits might be a stranger's.
      const named = condition.values.filter((each) => /^(\*\.)?[\w-]+(\.[\w-]+)+$/.test(each));
      this.#hosts.push(...named.map((each) => wildcard(each, 'i')));
    }
  }

  close(): Promise<void> {
    return this.#front.close();
  }

  async #answer(request: FrontRequest, readBody: ReadBody): Promise<HttpAnswer> {
    const { method, headers, path, rawQueryString } = request;
    if (method === 'TRACE') return albAnswer(405);
    // "WebSockets are not supported. Upgrade requests are rejected with an HTTP 400 code."
    if (headers.upgrade !== undefined) return albAnswer(400);
    if (path.length + rawQueryString.length > maxRequestLineBytes) return albAnswer(414);
    const forwardedFor = String(headers['x-forwarded-for'] ?? '');
    if (forwardedFor.split(',').length > maxForwardedFor) return albAnswer(463);
    const rule = this.#rules.find(({ checks }) => checks.every((each) => each(request)));
    return (rule?.action ?? this.defaultAction)(request, readBody);
  }
}
