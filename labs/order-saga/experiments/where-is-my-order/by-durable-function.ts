import {
  type Event,
  GetDurableExecutionHistoryCommand,
  ListDurableExecutionsByFunctionCommand,
} from '@aws-sdk/client-lambda';
import type { Asking, Cloud, Inquiry } from './asking.ts';

const place = 'DurableExecutions';
const refusals = ['StockRefused', 'PaymentDeclined', 'ShipmentRefused'];
const undone = ['PaymentVoided', 'StockReleased'];

/** A durable function calls the steps: its executions are listed, and each has its history. */
export function askDurableFunction({ clients, outputs }: Cloud, asking: Asking): Inquiry {
  /** Latest first. */
  const historyOf = async (arn: string | undefined): Promise<Event[]> => {
    const { Events = [] } = await asking.at(place, () =>
      clients.lambda.send(
        new GetDurableExecutionHistoryCommand({ DurableExecutionArn: arn, ReverseOrder: true }),
      ),
    );
    return Events;
  };
  const historyOfOrder = async (orderId: string): Promise<Event[]> => {
    // An execution's ARN ends in an id of Lambda's own: it has to be looked up by its name.
    const { DurableExecutions = [] } = await asking.at(place, () =>
      clients.lambda.send(
        new ListDurableExecutionsByFunctionCommand({
          FunctionName: outputs.FulfilName,
          DurableExecutionName: orderId,
        }),
      ),
    );
    return historyOf(DurableExecutions[0]?.DurableExecutionArn);
  };
  return {
    async whereIs(orderId) {
      const events = await historyOfOrder(orderId);
      const end = events.flatMap(({ ExecutionSucceededDetails: ended }) => ended?.Result?.Payload ?? [])[0];
      return end === undefined ? latestStep(events) : JSON.parse(end);
    },
    whyRefused: async (orderId) =>
      toldIn(await historyOfOrder(orderId)).findLast((event) => refusals.includes(event)),
    lastError: async (orderId) =>
      (await historyOfOrder(orderId)).flatMap(
        ({ StepFailedDetails: failed }) => failed?.Error?.Payload?.ErrorMessage ?? [],
      )[0],
    takenBack: async (orderId) =>
      toldIn(await historyOfOrder(orderId))
        .filter((event) => undone.includes(event))
        .sort(),
    async stuckInPayment() {
      const { DurableExecutions = [] } = await asking.at(place, () =>
        clients.lambda.send(
          new ListDurableExecutionsByFunctionCommand({
            FunctionName: outputs.FulfilName,
            Statuses: ['RUNNING'],
          }),
        ),
      );
      let count = 0;
      for (const { DurableExecutionArn } of DurableExecutions)
        if (latestStep(await historyOf(DurableExecutionArn)) === 'AuthorisePayment') count += 1;
      return count;
    },
  };
}

const latestStep = (events: Event[]) => events.find(({ EventType }) => EventType === 'StepStarted')?.Name;

const toldIn = (events: Event[]): string[] =>
  events.flatMap(({ StepSucceededDetails: step }) =>
    step?.Result?.Payload === undefined ? [] : JSON.parse(step.Result.Payload),
  );
