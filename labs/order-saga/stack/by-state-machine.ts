import {
  Choice,
  Condition,
  DefinitionBody,
  QueryLanguage,
  StateMachine,
  Succeed,
  TaskInput,
} from 'aws-cdk-lib/aws-stepfunctions';
import { DynamoAttributeValue, DynamoUpdateItem, LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { CfnOutput, Duration } from 'aws-cdk-lib/core';
import { stepsOf } from '../handlers/saga/events.ts';
import type { Shop } from './shop.ts';

/** Joins the steps by a state machine that invokes them: the same functions that the durable function calls. */
export function joinByStateMachine(shop: Shop): void {
  const { stack, orders, attempts } = shop;
  const functions = new Map(
    stepsOf(shop.takesPayment).map((name) => [name, shop.step(name, 'orchestrated/answer')]),
  );

  // #region steps
  /** A state that invokes the function of a step with the order, and gives what it tells. */
  const task = (name: string, tries: number) => {
    const lambdaFunction = functions.get(name);
    if (!lambdaFunction) throw new Error(`There is no step ${name}.`);
    return LambdaInvoke.jsonata(stack, `Step${name}`, {
      stateName: name,
      lambdaFunction,
      payload: TaskInput.fromText('{% $states.context.Execution.Input %}'),
      outputs: '{% $states.result.Payload %}',
      retryOnServiceExceptions: false,
    }).addRetry({
      errors: ['States.ALL'],
      interval: Duration.seconds(1),
      backoffRate: 2,
      maxDelay: Duration.minutes(1),
      maxAttempts: tries - 1,
    });
  };
  const forward = (name: string) => task(name, attempts);
  // What has to be taken back is tried for hours: nobody else will do it.
  const backward = (name: string) => task(name, 200);
  /** Leads on where the step before told `event`. */
  const told = (event: string) => Condition.jsonata(`{% $states.input = '${event}' %}`);
  const choice = (name: string) => Choice.jsonata(stack, name);
  // #endregion steps

  const hasEnded = 'DynamoDB.ConditionalCheckFailedException';
  const ended = Succeed.jsonata(stack, 'Has ended already');
  /** Writes into the orders’ table how an order ended; one that has ended stays as it is. */
  const end = (name: string, state: string) =>
    DynamoUpdateItem.jsonata(stack, name, {
      table: orders,
      key: { orderId: DynamoAttributeValue.fromString('{% $states.context.Execution.Input.orderId %}') },
      updateExpression: 'SET #state = :end',
      conditionExpression: '#state = :pending',
      expressionAttributeNames: { '#state': 'state' },
      expressionAttributeValues: {
        ':end': DynamoAttributeValue.fromString(state),
        ':pending': DynamoAttributeValue.fromString('pending'),
      },
      outputs: state,
    })
      .addRetry({ errors: [hasEnded], maxAttempts: 0 })
      .addRetry({ errors: ['States.ALL'], backoffRate: 2, maxDelay: Duration.minutes(1), maxAttempts: 200 })
      .addCatch(ended, { errors: [hasEnded] });

  // #region machine
  const complete = end('Complete', 'completed');
  const cancel = end('Cancel', 'cancelled');
  const release = backward('ReleaseStock').next(cancel);
  const undo = shop.takesPayment ? backward('VoidPayment').next(release) : release;
  const stop = backward('StopShipment').next(
    choice('Booked after all?').when(told('ShipmentBooked'), complete).otherwise(undo),
  );
  // A step did not answer, and may be done all the same. The shipment decides.
  const orStop = { errors: ['States.ALL'] };
  const ship = forward('BookShipment')
    .addCatch(stop, orStop)
    .next(choice('Booked?').when(told('ShipmentBooked'), complete).otherwise(undo));
  const pay = () =>
    forward('AuthorisePayment')
      .addCatch(stop, orStop)
      .next(choice('Authorised?').when(told('PaymentAuthorised'), ship).otherwise(undo));
  const chain = forward('ReserveStock')
    .addCatch(stop, orStop)
    .next(
      choice('Reserved?')
        .when(told('StockReserved'), shop.takesPayment ? pay() : ship)
        .otherwise(cancel),
    );
  const machine = new StateMachine(stack, 'Fulfilment', {
    definitionBody: DefinitionBody.fromChainable(chain),
    queryLanguage: QueryLanguage.JSONATA,
    timeout: Duration.days(1),
  });
  // #endregion machine

  const place = shop.handler('PlaceOrder', 'state-machine/place-order', {
    environment: { MACHINE_ARN: machine.stateMachineArn },
  });
  machine.grantStartExecution(place);
  shop.takesOrders(place);
  new CfnOutput(stack, 'MachineArn', { value: machine.stateMachineArn });
}
