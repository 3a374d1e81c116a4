import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Suppression } from '#content/before-production.ts';
import type { Context } from '../assembly.ts';
import { findExperiments, findLabs, type Lab, loadExperiment } from '../labs.ts';
import { createLab } from '../new-lab.ts';
import { project } from '../project.ts';
import {
  compareWithSuppressions,
  type RuleFinding,
  readSuppressions,
  ruleFindings,
} from './aws-solutions.ts';
import { findingText } from './finding.ts';

/** Every stack as it is, and with the settings that a suppression names; with `STACKS=all`, with those of every experiment. */
async function stacks(): Promise<{ lab: Lab; context: Context }[]> {
  const labs = findLabs(project.labs);
  const wanted: { lab: Lab; context: Context }[] = labs.map((lab) => ({ lab, context: {} }));
  for (const { settings = [] } of readSuppressions())
    for (const { lab: name, context } of settings) {
      const lab = labs.find((each) => each.name === name);
      assert.ok(lab, `There is no lab ${name}.`);
      wanted.push({ lab, context });
    }
  if (process.env.STACKS === 'all')
    for (const lab of labs)
      for (const file of findExperiments(project.labs, lab.name))
        for (const { context = {} } of Object.values((await loadExperiment(file)).variants))
          wanted.push({ lab, context });
  const byText = new Map(
    wanted.map((each) => [`${each.lab.name} ${JSON.stringify(Object.entries(each.context).sort())}`, each]),
  );
  return [...byText.values()];
}

test("what AWS's rules find in the labs' stacks stays for a reason, and every reason is needed", async () => {
  const found = await ruleFindings(await stacks());
  assert.ok(found.length > 100);
  const findings = compareWithSuppressions(found, readSuppressions());
  assert.deepEqual(
    findings.map((finding) => findingText(finding, project.root)),
    [],
  );
});

test('a finding without a reason is told with rule, resource and stack', async (t) => {
  const lab = labWithQueue(t, 'Forgotten');
  const all = await ruleFindings([{ lab, context: {} }]);
  const findings = compareWithSuppressions(all, readSuppressions()).filter(({ where }) =>
    where.startsWith(lab.folder),
  );
  assert.equal(findings.length, 1);
  const [{ where, problem, remedy } = { where: '', problem: '', remedy: '' }] = findings;
  assert.equal(where, join(lab.folder, 'stack.ts'));
  assert.match(problem, /^cdk-nag, AwsSolutions-SQS3, about \w+\/Forgotten\/Resource: The SQS queue .*DLQ/);
  assert.match(remedy, /^Change the stack\..*before-production\.yaml/);
});

const lab: Lab = { name: 'shop', folder: join(project.labs, 'shop'), experiments: [] };
const finding = (rule: string, path: string, which?: string): RuleFinding => ({
  ...{ lab, rule, path, finding: which },
  says: 'It is not as it should be.',
});
const suppression = (rule: string, more: Partial<Suppression> = {}): Suppression => ({
  rule,
  asks: 'Something is asked for.',
  why: 'There is a reason.',
  production: 'change',
  advice: 'Do it.',
  source: { title: 'A page', url: 'https://docs.aws.amazon.com/' },
  ...more,
});
const problems = (found: RuleFinding[], suppressions: Suppression[]) =>
  compareWithSuppressions(found, suppressions).map(({ problem }) => problem);

test('a suppression that nothing needs is told, and each path of it', () => {
  const at = ['Shop/Orders', 'Shop/Gone'];
  const told = problems([finding('DDB3', 'Shop/Orders/Resource')], [suppression('DDB3', { at })]);
  assert.equal(told.length, 1);
  assert.match(told[0] ?? '', /^Nothing needs the suppression of DDB3 at Shop\/Gone \(“Something/);
});

test('a path is of whole constructs, and the longest one explains', () => {
  const found = [finding('SQS3', 'Shop/Dead/Resource'), finding('SQS3', 'Shop/DeadLetters/Resource')];
  assert.equal(problems(found, [suppression('SQS3', { at: ['Shop/Dead'] })]).length, 1);
  const both = [suppression('SQS3', { at: ['Shop/DeadLetters'] }), suppression('SQS3')];
  assert.deepEqual(problems(found, both), []);
  // Once the exception is the only one that is found, the rule's own reason is not needed.
  assert.match(problems(found.slice(1), both)[0] ?? '', /Nothing needs the suppression of SQS3 \(/);
});

test('of several findings in one resource only the named one is suppressed', () => {
  const found = [
    finding('IAM5', 'Shop/Role/Resource', 'Resource::*'),
    finding('IAM5', 'Shop/Role/Resource', 'Action::s3:*'),
  ];
  const told = problems(found, [suppression('IAM5', { finding: 'Resource::\\*' })]);
  assert.equal(told.length, 1);
  assert.match(told[0] ?? '', /AwsSolutions-IAM5\[Action::s3:\*\], about Shop\/Role\/Resource/);
});

test('a rule that broke off has no reason to stay', () => {
  const says = 'Rule threw an error during validation. This is generally caused by an intrinsic function.';
  const told = problems([{ ...finding('SQS4', 'Shop/Queue/Resource'), says }], [suppression('SQS4')]);
  assert.match(told[0] ?? '', /AwsSolutions-SQS4, about Shop\/Queue\/Resource: Rule threw an error/);
});

/** A new lab with a queue in its stack that has no dead-letter queue. */
function labWithQueue(t: TestContext, name: string): Lab {
  const parent = join(project.cache, 'checked-labs');
  mkdirSync(parent, { recursive: true });
  const labs = mkdtempSync(join(parent, 'rules-'));
  t.after(() => rmSync(labs, { recursive: true, force: true }));
  createLab(labs, 'forgetful');
  const [made] = findLabs(labs);
  assert.ok(made);
  const stack = join(made.folder, 'stack.ts');
  const from = "new CfnOutput(this, 'ApiUrl'";
  const text = readFileSync(stack, 'utf8');
  assert.ok(text.includes(from));
  const changed = text.replace(from, `new Queue(this, '${name}');\n    ${from}`);
  writeFileSync(stack, `import { Queue } from 'aws-cdk-lib/aws-sqs';\n${changed}`);
  return made;
}
