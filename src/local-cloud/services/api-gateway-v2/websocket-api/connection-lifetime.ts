import type { Clock } from '../../../kernel/clock.ts';
import type { Connection } from './connection.ts';

/** What of a connection and of a clock its lifetime is about. */
type Limited = Pick<Connection, 'lastActiveAt' | 'closed' | 'close'>;
type Time = Pick<Clock, 'secondsSince' | 'wait'>;

/** "Idle Connection Timeout: 10 minutes." */
const idleTimeoutSeconds = 10 * 60;

/** "Connection duration for WebSocket API: 2 hours." */
const maxDurationSeconds = 2 * 60 * 60;

/**
 * Closes a connection with 1001 when it has been idle for ten minutes, and after two hours whatever goes on in it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
 */
export function limitLifetime(connection: Limited, clock: Time): void {
  void closeWhenIdle(connection, clock);
  void clock.wait(maxDurationSeconds, connection.closed).then((over) => over && goAway(connection));
}

async function closeWhenIdle(connection: Limited, clock: Time): Promise<void> {
  for (;;) {
    const idleSeconds = clock.secondsSince(connection.lastActiveAt);
    if (idleSeconds >= idleTimeoutSeconds) {
      goAway(connection);
      return;
    }
    if (!(await clock.wait(idleTimeoutSeconds - idleSeconds, connection.closed))) return;
  }
}

const goAway = (connection: Limited): void => connection.close(1001, 'Going away');
