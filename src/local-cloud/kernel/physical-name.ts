import { createHash } from 'node:crypto';

/**
 * The name of a resource that the template gives none: stack and logical ID, shortened as by CloudFormation when the
 * service takes no longer one. The same in every run, where AWS adds something random.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
 */
export function physicalName(stackName: string, logicalId: string, longest: number): string {
  const whole = `${stackName}-${logicalId}`;
  if (whole.length <= longest) return whole;
  const hash = createHash('sha256').update(whole).digest('hex').slice(0, 8);
  const room = longest - hash.length - 2;
  const ofStack = Math.floor(room / 2);
  return `${stackName.slice(0, ofStack)}-${logicalId.slice(0, room - ofStack)}-${hash}`;
}
