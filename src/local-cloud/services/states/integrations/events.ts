import { StateFailure } from '../failure.ts';
import type { Integration } from './integration.ts';
import { asText, serviceCall } from './service-call.ts';

const putEvents = serviceCall({
  service: 'events',
  action: 'PutEvents',
  errors: 'EventBridge',
  takesToken: true,
  arguments: ['Entries'],
  input: ({ Entries }) => ({
    Entries: (Entries as Record<string, unknown>[]).map(({ Detail, ...entry }) => ({
      ...entry,
      ...(Detail !== undefined && { Detail: asText(Detail) }),
    })),
  }),
});

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-eventbridge.html */
export const eventsPutEvents: Integration = {
  ...putEvents,
  async call(call) {
    const answer = (await putEvents.call(call)) as { FailedEntryCount?: number };
    // "If any entries fail, the task fails with EventBridge.FailedEntry."
    if (answer.FailedEntryCount) throw new StateFailure('EventBridge.FailedEntry', JSON.stringify(answer));
    return answer;
  },
};
