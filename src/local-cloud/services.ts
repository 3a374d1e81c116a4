import type { Gateways } from './gateways.ts';
import type { AddressBook } from './kernel/address-book.ts';
import type { Clock } from './kernel/clock.ts';
import type { EventTargets } from './kernel/contracts/event-target.ts';
import type { EventStream } from './kernel/events.ts';
import type { Faults } from './kernel/faults.ts';
import type { CloudSettings } from './kernel/settings.ts';
import type { DynamoDb } from './services/dynamodb/dynamodb.ts';
import type { EventBridge } from './services/events/event-bridge.ts';
import type { LambdaService } from './services/lambda/lambda-service.ts';
import type { Logs } from './services/logs/logs.ts';
import type { Scheduler } from './services/scheduler/scheduler.ts';
import type { Sns } from './services/sns/sns.ts';
import type { SqsSns } from './services/sqs/sqs-sns.ts';
import type { Ssm } from './services/ssm/ssm.ts';

/** What a resource finds in the cloud when it is created. */
export interface Services {
  settings: CloudSettings;
  clock: Clock;
  events: EventStream;
  addresses: AddressBook;
  /** What may be broken on purpose; services ask it before they act. */
  faults: Faults;
  /** Who takes events, by ARN. */
  targets: EventTargets;
  sqs: SqsSns;
  sns: Sns;
  eventBridge: EventBridge;
  dynamodb: DynamoDb;
  lambda: LambdaService;
  logs: Logs;
  ssm: Ssm;
  scheduler: Scheduler;
  /** APIs and load balancers. */
  gateways: Gateways;
}
