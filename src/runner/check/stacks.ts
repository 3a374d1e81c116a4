import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, CloudFormationValidatePlugin, type PolicyViolation } from 'aws-cdk-lib/core';
import { synthesizeTogether } from '../assembly/synthesize-together.ts';
import { assemble, type Context } from '../assembly.ts';
import { TwoPartError } from '../call-error.ts';
import { findLabs, type Lab } from '../labs.ts';
import type { Content, Finding } from './finding.ts';
import { hardCodedPlaces } from './hard-coded-places.ts';

interface Synthesized {
  lab: Lab;
  /** Of its cloud assembly. */
  folder: string;
  /** Absolute paths of its templates. */
  templates: string[];
}

/**
 * Every stack synthesizes for any account and Region, CDK's own validator finds nothing in it that AWS would refuse, and
 * nothing in it names an account, a Region or a local address.
 */
export async function checkStacks({ labs }: Content, signal: AbortSignal): Promise<Finding[]> {
  return checkSettings(
    findLabs(labs).map((lab) => ({ lab, context: {} })),
    signal,
  );
}

/** The same for stacks with settings of their own, as experiments deploy them. */
export async function checkSettings(
  wanted: readonly { lab: Lab; context: Context }[],
  signal: AbortSignal,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const synthesized: Synthesized[] = [];
  await synthesizeTogether(wanted, signal);
  for (const { lab, context } of wanted) {
    try {
      const { folder } = await assemble(lab, context, signal);
      synthesized.push({ lab, folder, templates: templatesIn(folder) });
    } catch (error) {
      if (!(error instanceof TwoPartError)) throw error;
      findings.push({ where: stackOf(lab), problem: error.problem, remedy: error.remedy });
    }
  }
  return [...findings, ...validate(synthesized), ...synthesized.flatMap(boundToAPlace)];
}

/** What would keep the stack from being deployed to an account and a Region that the caller chooses. */
function boundToAPlace({ lab, folder, templates }: Synthesized): Finding[] {
  const where = stackOf(lab);
  const { artifacts } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const environments = Object.values<{ environment?: string }>(artifacts).flatMap((each) =>
    each.environment === undefined || each.environment === anyEnvironment ? [] : [each.environment],
  );
  const several = severalRegions(environments);
  return [
    ...(several.size > 1 ? [] : environments).map((environment) => ({
      where,
      problem: `The stack is bound to ${environment}.`,
      remedy: 'Leave `env` out: the stack then goes to the account and Region of whoever deploys it.',
    })),
    ...templates.flatMap((file) => {
      const template = JSON.parse(readFileSync(file, 'utf8'));
      return hardCodedPlaces(template)
        .filter(({ path, place }) => !isSetByStandIn(lab, template, path) && !several.has(place))
        .map(({ path, text, place }) => ({
          where,
          problem: `Its template names ${place}: ${path} is ${JSON.stringify(text)}.`,
          remedy:
            'Say `Aws.ACCOUNT_ID`, `Aws.REGION` or what a construct gives, and no address of one machine.',
        }));
    }),
  ];
}

/**
 * The Regions of an app whose stacks stand in several of them, in any account, as `hardCodedPlaces` calls them: such an app
 * has to name them, and takes them from its context.
 */
const severalRegions = (environments: readonly string[]): ReadonlySet<string> =>
  new Set(
    environments.flatMap((each) => {
      const [, region] = /^aws:\/\/unknown-account\/([a-z0-9-]+)$/.exec(each) ?? [];
      return region === undefined ? [] : [`the Region ${region}`];
    }),
  );

/** What CDK writes of a stack that goes wherever its deployer is. */
const anyEnvironment = 'aws://unknown-account/unknown-region';

/** A parameter that the lab's stand-in gives its own address when it starts; the template's value is never called. */
const isSetByStandIn = (
  { folder }: Lab,
  { Resources = {} }: { Resources?: Record<string, { Type: string }> },
  path: string,
): boolean => {
  const [section, logicalId = '', ...property] = path.split('.');
  return (
    existsSync(join(folder, 'stand-in')) &&
    section === 'Resources' &&
    Resources[logicalId]?.Type === 'AWS::SSM::Parameter' &&
    property.join('.') === 'Properties.Value'
  );
};

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
