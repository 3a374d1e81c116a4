import { styleText } from 'node:util';
import type { CloudEvent } from '#content/event.ts';
import { describeEvent } from './describe-event.ts';

const columns = { seconds: 9, resource: 24 };

/** One line for an event: seconds since the cloud started, the resource by its construct, and what happened. */
export function eventLine(event: CloudEvent): string {
  const seconds = (event.at / 1000).toFixed(3).padStart(columns.seconds);
  const resource = event.resource.replace(/[0-9A-F]{8}$/, '').padEnd(columns.resource);
  return `${styleText('dim', seconds)} ${styleText('cyan', resource)} ${styled(event)}`;
}

function styled(event: CloudEvent): string {
  const text = describeEvent(event);
  if (event.type === 'log-line') return event.stream === 'stderr' ? styleText('yellow', text) : text;
  if (event.type === 'fault-injected') return styleText('magenta', text);
  const isBad =
    /throttled|given-up|dead-lettered|refused/.test(event.type) ||
    (event.type === 'invocation-ended' && event.outcome !== 'succeeded') ||
    (event.type === 'request-answered' && event.status >= 500);
  return isBad ? styleText('red', text) : text;
}
