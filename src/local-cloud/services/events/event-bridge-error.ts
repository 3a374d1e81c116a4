import { ApiServerError } from '../../http/api-server.ts';

/** An error of EventBridge, over HTTP and to gateways that call it from inside. */
export class EventBridgeError extends ApiServerError {
  get statusCode(): number {
    return this.status;
  }
}
