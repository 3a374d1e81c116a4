import { getAttTarget } from './dependency-order.ts';
import type { KnownTypes } from './planning.ts';
import type { Template, TemplateResource } from './template.ts';

/** What a custom resource is planned as, whatever name the template gives its type. */
export const customResourceType = 'AWS::CloudFormation::CustomResource';

export const isCustom = ({ Type }: TemplateResource): boolean =>
  Type.startsWith('Custom::') || Type === customResourceType;

/**
 * Functions that nothing would call but custom resources that are accepted without effect, or whose work a service does
 * itself: they do nothing here. Gives their logical IDs.
 */
export function idleProviders(template: Template, known: KnownTypes): Set<string> {
  const providers = new Map<string, boolean>();
  for (const resource of Object.values(template.Resources ?? {})) {
    if (!isCustom(resource)) continue;
    const token = resource.Properties?.ServiceToken as { 'Fn::GetAtt'?: unknown } | undefined;
    const target = getAttTarget(token?.['Fn::GetAtt']);
    const idle =
      known.withoutEffect.has(resource.Type) ||
      (resource.Type !== customResourceType && known.resourceTypes.has(resource.Type));
    providers.set(target, (providers.get(target) ?? true) && idle);
  }
  return new Set([...providers].flatMap(([logicalId, idle]) => (idle ? [logicalId] : [])));
}
