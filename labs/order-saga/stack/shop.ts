import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { NodejsFunction, NodejsFunctionProps } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Duration, Stack } from 'aws-cdk-lib/core';

/** What the services of the shop are made of, whoever joins their steps. */
export interface Shop {
  stack: Stack;
  orders: Table;
  /** A function of a file in handlers/. */
  handler(name: string, file: string, more?: Partial<NodejsFunctionProps>): NodejsFunction;
  /** The function of a step, with the tables of its service; `file` exports it by its name. */
  step(name: string, file: string, more?: Partial<NodejsFunctionProps>): NodejsFunction;
  /** Has a function answer POST /orders. */
  takesOrders(lambda: NodejsFunction): void;
  /** Whether the chain has the step of payment. */
  takesPayment: boolean;
  /** How often a step is tried before it counts as failed. */
  attempts: number;
  stepTimeout: Duration;
  visibilityTimeout: Duration;
}
