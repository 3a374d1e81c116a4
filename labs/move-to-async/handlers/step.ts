import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

const Name = process.env.STEP_NAME;
const keptMs = Number(process.env.STEP_KEPT_MS);
const parameters = new SSMClient();
let kept: { step: string; until: number } | undefined;

// #region step
/**
 * The step that the move is at. It is a parameter, so that a step forward or back is no deployment, and it is read
 * again when what was read is `STEP_KEPT_MS` old: until then this environment does not know of a change.
 */
export async function currentStep(): Promise<string> {
  if (kept === undefined || kept.until <= Date.now()) {
    const { Parameter } = await parameters.send(new GetParameterCommand({ Name }));
    kept = { step: Parameter?.Value ?? 'sync', until: Date.now() + keptMs };
  }
  return kept.step;
}
// #endregion step
