/** Why a call about a durable execution is refused; the API says it with this type. */
export class DurableRefusal extends Error {
  override name = 'DurableRefusal';
  readonly type: string;
  readonly status: number;

  constructor(message: string, type = 'InvalidParameterValueException', status = 400) {
    super(message);
    this.type = type;
    this.status = status;
  }
}
