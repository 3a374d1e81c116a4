import { BlockList, isIPv6 } from 'node:net';
import type { FrontRequest } from '../../http/front-request.ts';
import { lowerCase, valuesByHeader } from '../../http/request-parts.ts';
import { wildcard } from './wildcard.ts';

/** A condition of a listener rule, as its resource gives it; exactly one configuration goes with each field. */
export type RuleCondition =
  | { field: 'host-header'; values: string[] }
  | { field: 'http-header'; name: string; values: string[] }
  | { field: 'http-request-method'; values: string[] }
  | { field: 'path-pattern'; values: string[] }
  | { field: 'query-string'; values: { Key?: string | undefined; Value: string }[] }
  | { field: 'source-ip'; values: string[] };

/** Whether a request meets a condition. */
export type ConditionCheck = (request: FrontRequest) => boolean;

/** A condition made ready: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html */
export function compileCondition(condition: RuleCondition): ConditionCheck {
  switch (condition.field) {
    case 'host-header': {
      const patterns = condition.values.map((each) => wildcard(each, 'i'));
      return ({ host }) => patterns.some((each) => each.test(withoutPort(host)));
    }
    case 'http-header': {
      const patterns = condition.values.map((each) => wildcard(each, 'i'));
      const name = lowerCase(condition.name);
      return ({ rawHeaders }) =>
        (valuesByHeader(rawHeaders, lowerCase)[name] ?? []).some((value) =>
          patterns.some((each) => each.test(value)),
        );
    }
    case 'http-request-method':
      return ({ method }) => condition.values.includes(method);
    case 'path-pattern': {
      const patterns = condition.values.map((each) => wildcard(each));
      return ({ path }) => patterns.some((each) => each.test(path));
    }
    case 'query-string': {
      const patterns = condition.values.map(({ Key, Value }) => ({
        key: Key === undefined ? undefined : wildcard(Key, 'i'),
        value: wildcard(Value, 'i'),
      }));
      return ({ rawQueryString }) =>
        [...new URLSearchParams(rawQueryString)].some(([name, value]) =>
          patterns.some((each) => (each.key?.test(name) ?? true) && each.value.test(value)),
        );
    }
    case 'source-ip': {
      const blocks = new BlockList();
      for (const each of condition.values) {
        const [address = '', bits = '32'] = each.split('/');
        blocks.addSubnet(address, Number(bits), isIPv6(address) ? 'ipv6' : 'ipv4');
      }
      return ({ sourceIp }) => blocks.check(sourceIp, isIPv6(sourceIp) ? 'ipv6' : 'ipv4');
    }
  }
}

export const withoutPort = (host: string): string => host.replace(/:\d+$/, '');
