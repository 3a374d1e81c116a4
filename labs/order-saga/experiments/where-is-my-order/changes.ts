import type { Template } from '#experiment/deployment.ts';

/** What has to be written or changed by hand; roles, permissions and versions follow from it. */
const written = new Set([
  'AWS::Lambda::Function',
  'AWS::Lambda::EventSourceMapping',
  'AWS::SQS::Queue',
  'AWS::Events::Rule',
  'AWS::DynamoDB::Table',
  'AWS::StepFunctions::StateMachine',
]);

/** The resources of `after` that are not in `before`, and those that are in both and differ. */
export function changesBetween(before: Template, after: Template): { added: string[]; changed: string[] } {
  const known = before.Resources;
  const names = Object.entries(after.Resources)
    .filter(([, { Type }]) => written.has(Type))
    .map(([name]) => name);
  return {
    added: names.filter((name) => known[name] === undefined),
    changed: names.filter(
      (name) =>
        known[name] !== undefined &&
        textOf(known[name]?.Properties) !== textOf(after.Resources[name]?.Properties),
    ),
  };
}

const textOf = (properties: object | undefined) => JSON.stringify(properties);
