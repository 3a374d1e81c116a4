import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, platform, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Evidence } from '#content/evidence.ts';
import type { RunOutcome } from '#experiment/run-experiment.ts';
import type { ExperimentFile } from '../labs.ts';
import { project } from '../project.ts';
import { experimentSourceHash } from '../source-hash.ts';

/** What a run stands on, besides Node. */
const packages = {
  aws: ['aws-cdk-lib', '@aws-sdk/client-dynamodb'],
  endpoint: ['aws-cdk-lib', '@aws-sdk/client-dynamodb'],
  local: ['aws-cdk-lib', '@aws-sdk/client-dynamodb', 'fauxqs', 'dynalite'],
};

/** The evidence document of one run. */
export function describeRun(run: {
  file: ExperimentFile;
  target: 'local' | 'endpoint' | 'aws';
  /** That lead a run there again. */
  flags: string;
  question: string;
  seed: number;
  repetitions: number;
  recordedAt: Date;
  durationSeconds: number;
  outcome: RunOutcome;
  leftOut?: Evidence['leftOut'];
  traces: Evidence['traces'];
}): Evidence {
  const { file, question, seed, repetitions, outcome, leftOut, traces } = run;
  return {
    schemaVersion: 1,
    lab: file.lab.name,
    experiment: file.name,
    question,
    target: run.target,
    recordedAt: run.recordedAt.toISOString(),
    command: `npm run lab ${file.lab.name}/${file.name} -- --seed ${seed}${run.flags}`,
    seed,
    repetitions,
    durationSeconds: Math.round(run.durationSeconds * 10) / 10,
    machine: {
      platform: platform(),
      arch: arch(),
      cpu: cpus()[0]?.model.trim() ?? 'unknown',
      cores: availableParallelism(),
      memoryGiB: Math.round(totalmem() / 2 ** 30),
    },
    versions: {
      node: process.versions.node,
      ...Object.fromEntries(packages[run.target].map((name) => [name, version(name)])),
    },
    sourceHash: experimentSourceHash(file),
    variants: outcome.variants,
    disturbance: outcome.disturbance,
    claims: outcome.claims,
    ...(leftOut && { leftOut }),
    traces,
  };
}

function version(name: string): string {
  const file = join(project.root, 'node_modules', name, 'package.json');
  return JSON.parse(readFileSync(file, 'utf8')).version;
}

/** Evidence as text: JSON that puts what is short on one line, so that a new recording reads well as a diff. */
export function evidenceText(evidence: Evidence): string {
  return `${print(JSON.parse(JSON.stringify(evidence)), '')}\n`;
}

function print(value: unknown, indent: string): string {
  const flat = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || flat.length + indent.length <= 100) return flat;
  const isEvent = 'type' in value && 'at' in value;
  const isNumbers = Array.isArray(value) && value.every((each) => typeof each === 'number');
  if (isEvent || isNumbers) return flat;
  const inner = `${indent} `;
  const lines = Array.isArray(value)
    ? value.map((each) => inner + print(each, inner))
    : Object.entries(value).map(([key, each]) => `${inner}${JSON.stringify(key)}: ${print(each, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}
