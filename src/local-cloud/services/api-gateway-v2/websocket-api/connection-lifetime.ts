import type { Clock } from '../../../kernel/clock.ts';
import type { Connection } from './connection.ts';

/** "Idle Connection Timeout: 10 minutes." */
const idleTimeoutSeconds = 10 * 60;

/** "Connection duration for WebSocket API: 2 hours." */
const maxDurationSeconds = 2 * 60 * 60;

/**
 * Closes a connection with 1001 when it has been idle for ten minutes, and after two hours whatever goes on in it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
 */
export function limitLifetime(connection: Connection, clock: Clock): void {
  void closeWhenIdle(connection, clock);
  void clock.wait(maxDurationSeconds, connection.closed).then((over) => over && goAway(connection));
}

async function closeWhenIdle(connection: Connection, clock: Clock): Promise<void> {
  for (;;) {
    const idleSeconds = clock.secondsSince(connection.lastActiveAt);
    if (idleSeconds >= idleTimeoutSeconds) {
      goAway(connection);
      return;
    }
    if (!(await clock.wait(idleTimeoutSeconds - idleSeconds, connection.closed))) return;
  }
}

const goAway = (connection: Connection): void => connection.close(1001, 'Going away');
