import type { Problem } from './problem.ts';
import type { Template } from './template.ts';

/** Sections and attributes that are read, or that say nothing about what runs. */
const known = {
  sections: [
    'AWSTemplateFormatVersion',
    'Description',
    'Metadata',
    'Parameters',
    'Mappings',
    'Conditions',
    'Resources',
    'Outputs',
    // Assertions about parameters; CDK's own asks for the version of its bootstrap stack.
    'Rules',
  ],
  attributes: [
    'Type',
    'Properties',
    'DependsOn',
    'Condition',
    'Metadata',
    // What happens to the resource later: here it ends with the run.
    'DeletionPolicy',
    'UpdateReplacePolicy',
    'UpdatePolicy',
  ],
};

/** What is not supported outside of resources' properties. */
export function problemsOfSections(template: Template): Problem[] {
  const problems: Problem[] = [];
  for (const section of Object.keys(template)) {
    if (known.sections.includes(section)) continue;
    const message =
      section === 'Transform'
        ? 'macros are not supported: synthesize with CDK, or process the template on AWS first.'
        : 'this section is not supported.';
    problems.push({ templatePath: section, message });
  }
  for (const [logicalId, resource] of Object.entries(template.Resources ?? {})) {
    for (const attribute of Object.keys(resource)) {
      if (known.attributes.includes(attribute)) continue;
      problems.push({
        logicalId,
        templatePath: `Resources.${logicalId}.${attribute}`,
        message: 'this attribute is not supported.',
      });
    }
  }
  return problems;
}
