import { GetExecutionHistoryCommand, type HistoryEvent, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import type { Asking, Cloud, Inquiry } from './asking.ts';

const place = 'Executions';
const refusals = ['StockRefused', 'PaymentDeclined', 'ShipmentRefused'];
const undone = ['PaymentVoided', 'StockReleased'];

/** A state machine invokes the steps: its executions are listed, and each has its history. */
export function askStateMachine({ clients, outputs }: Cloud, asking: Asking): Inquiry {
  const { MachineArn = '' } = outputs;
  /** Latest first. */
  const historyOf = async (executionArn: string | undefined): Promise<HistoryEvent[]> => {
    const { events = [] } = await asking.at(place, () =>
      clients.stepFunctions.send(
        new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 1_000 }),
      ),
    );
    return events;
  };
  // The name of the execution is the order's id, and its ARN follows from that.
  const historyOfOrder = (orderId: string) =>
    historyOf(`${MachineArn.replace(':stateMachine:', ':execution:')}:${orderId}`);
  return {
    async whereIs(orderId) {
      const events = await historyOfOrder(orderId);
      const end = events[0]?.executionSucceededEventDetails?.output;
      return end === undefined ? latestStep(events) : JSON.parse(end);
    },
    whyRefused: async (orderId) =>
      toldIn(await historyOfOrder(orderId)).findLast((event) => refusals.includes(event)),
    lastError: async (orderId) =>
      (await historyOfOrder(orderId)).flatMap(({ taskFailedEventDetails: failed }) => failed?.cause ?? [])[0],
    takenBack: async (orderId) =>
      toldIn(await historyOfOrder(orderId))
        .filter((event) => undone.includes(event))
        .sort(),
    async stuckInPayment() {
      const { executions = [] } = await asking.at(place, () =>
        clients.stepFunctions.send(
          new ListExecutionsCommand({ stateMachineArn: MachineArn, statusFilter: 'RUNNING' }),
        ),
      );
      let count = 0;
      for (const { executionArn } of executions)
        if (latestStep(await historyOf(executionArn)) === 'AuthorisePayment') count += 1;
      return count;
    },
  };
}

const latestStep = (events: HistoryEvent[]) =>
  events.find(({ type }) => type === 'TaskStateEntered')?.stateEnteredEventDetails?.name;

const toldIn = (events: HistoryEvent[]): string[] =>
  events.flatMap(({ type, stateExitedEventDetails: exited }) =>
    type === 'TaskStateExited' && exited?.output !== undefined ? JSON.parse(exited.output) : [],
  );
