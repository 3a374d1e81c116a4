import * as v from 'valibot';
import { validated } from '../../http/api-server.ts';
import { busName, defaultBus } from './bus-name.ts';
import type { EventBridge } from './event-bridge.ts';
import { arn, nameOfAtMost, pageOf, pageSettings } from './inputs.ts';
import type { Rule } from './rule.ts';

const name = nameOfAtMost(64);
const EventBusName = v.optional(
  v.union([arn, nameOfAtMost(256)], 'must be the name or ARN of a bus'),
  defaultBus,
);
const ruleInput = v.strictObject({ Name: name, EventBusName });
const listInput = v.strictObject({ NamePrefix: v.optional(name), EventBusName, ...pageSettings });

/**
 * The actions on rules that are there, by name. Rules are made by templates.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_EnableRule.html
 */
export function ruleActions(
  eventBridge: EventBridge,
): [name: string, action: (input: Record<string, unknown>) => object][] {
  const find = (input: Record<string, unknown>) => {
    const { Name, EventBusName: bus } = validated(ruleInput, input);
    return { bus: busName(bus), rule: eventBridge.rule(busName(bus), Name) };
  };
  const enable = (isEnabled: boolean) => (input: Record<string, unknown>) => {
    find(input).rule.isEnabled = isEnabled;
    return {};
  };
  return [
    ['EnableRule', enable(true)],
    ['DisableRule', enable(false)],
    [
      'DescribeRule',
      (input) => {
        const { bus, rule } = find(input);
        return describe(rule, bus);
      },
    ],
    [
      'ListRules',
      (input) => {
        const { NamePrefix = '', EventBusName: bus, ...page } = validated(listInput, input);
        const found = eventBridge
          .rulesOf(busName(bus))
          .filter((rule) => rule.name.startsWith(NamePrefix))
          .sort((a, b) => (a.name < b.name ? -1 : 1));
        return pageOf(
          'Rules',
          found.map((rule) => describe(rule, busName(bus))),
          page,
        );
      },
    ],
  ];
}

const describe = (
  { name: Name, arn: Arn, isEnabled, patternText, scheduleExpression }: Rule,
  bus: string,
) => ({
  Name,
  Arn,
  EventBusName: bus,
  State: isEnabled ? 'ENABLED' : 'DISABLED',
  ...(patternText !== undefined && { EventPattern: patternText }),
  ...(scheduleExpression !== undefined && { ScheduleExpression: scheduleExpression }),
});
