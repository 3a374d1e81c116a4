import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, CloudFormationValidatePlugin, type PolicyViolation } from 'aws-cdk-lib';
import { assemble } from '../assembly.ts';
import { TwoPartError } from '../call-error.ts';
import { findLabs, type Lab } from '../labs.ts';
import type { Content, Finding } from './finding.ts';

interface Synthesized {
  lab: Lab;
  /** Absolute paths of its templates. */
  templates: string[];
}

/** Every stack synthesizes for AWS, and CDK's own validator finds nothing in it that AWS would refuse. */
export async function checkStacks({ labs }: Content, signal: AbortSignal): Promise<Finding[]> {
  const findings: Finding[] = [];
  const synthesized: Synthesized[] = [];
  for (const lab of findLabs(labs)) {
    try {
      const { folder } = await assemble(lab, {}, signal);
      synthesized.push({ lab, templates: templatesIn(folder) });
    } catch (error) {
      if (!(error instanceof TwoPartError)) throw error;
      findings.push({ where: stackOf(lab), problem: error.problem, remedy: error.remedy });
    }
  }
  return [...findings, ...validate(synthesized)];
}

/** All templates at once: making the validator ready takes longer than all that it validates. */
function validate(synthesized: Synthesized[]): Finding[] {
  const stackTemplates = synthesized.flatMap(({ lab, templates }) =>
    templates.map((templatePath) => ({
      stackConstructPath: lab.name,
      templatePath,
      accountId: undefined,
      region: undefined,
    })),
  );
  if (stackTemplates.length === 0) return [];
  const templatePaths = stackTemplates.map(({ templatePath }) => templatePath);
  const appConstruct = new App({ analyticsReporting: false });
  const report = new CloudFormationValidatePlugin().validate({ stackTemplates, templatePaths, appConstruct });
  return report.violations
    .filter(({ severity }) => severity === 'error' || severity === 'fatal')
    .flatMap((violation) => findingsOf(violation, synthesized));
}

const findingsOf = (violation: PolicyViolation, synthesized: Synthesized[]): Finding[] =>
  violation.violatingResources.map(({ templatePath = '', resourceLogicalId = '', locations }) => {
    const lab = synthesized.find(({ templates }) => templates.includes(templatePath))?.lab;
    return {
      where: lab ? stackOf(lab) : templatePath,
      problem: `CDK’s validator, ${violation.ruleName}: ${violation.description} (${[resourceLogicalId, ...locations].join(', ')})`,
      remedy: violation.fix ?? 'Mend the stack: AWS would refuse it.',
    };
  });

const stackOf = (lab: Lab): string => join(lab.folder, 'stack.ts');

const templatesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.template.json'))
    .map((file) => join(folder, file));
