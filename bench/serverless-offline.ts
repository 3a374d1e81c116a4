import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCloud } from '#local-cloud/index.ts';
import { type Scope, startTemplate } from '#local-cloud/testing/assembly.ts';
import { functionResource, httpApiInFrontOf } from '#local-cloud/testing/templates.ts';
import { project } from '#runner/project.ts';
import { alternate, rateRatio } from './alternate.ts';
import type { Sample } from './closed-loop.ts';
import { startHandlerPool } from './handler-pool.ts';
import { load } from './load-from-outside.ts';
import type { Ratio } from './ratio.ts';
import { assemblyWithoutServiceTime, syncHandlerOf } from './two-paths-assembly.ts';

const port = 24_020;

const concurrency = 5;

/** A handler that answers at once: what is left is what the cloud around it costs. */
const atOnce = "exports.handler = async () => ({ statusCode: 201, body: '{}' });";

/**
 * An HTTP API in front of a function, beside serverless-offline with the same handlers: the lab's synchronous one, whose
 * call to the table (ours, for both) is most of the work, and one that answers at once. `peers` is a folder outside
 * this project in which `npm install osls serverless-offline` was run: neither is a dependency of ours.
 */
export async function benchServerlessOffline(options: {
  peers: string;
  rounds: number;
  seconds: number;
}): Promise<{ samples: Record<string, Sample[]>; ratios: Ratio[] }> {
  const assembly = await assemblyWithoutServiceTime();
  const cloud = await startCloud({ assembly });
  const service = mkdtempSync(join(options.peers, 'service-'));
  cpSync(syncHandlerOf(assembly), service, { recursive: true });
  writeFileSync(join(service, 'package.json'), '{}');
  writeFileSync(join(service, 'plain.js'), atOnce);
  // As in Lambda, the handler does not bring the SDK.
  symlinkSync(join(project.root, 'node_modules'), join(service, 'node_modules'));
  writeFileSync(join(service, 'serverless.yml'), configuration(cloud.outputs.TableName as string));
  const peer = spawn(
    join(options.peers, 'node_modules/.bin/osls'),
    ['offline', '--httpPort', String(port), '--noPrependStageInUrl'],
    {
      cwd: service,
      stdio: 'ignore',
      detached: true,
      env: {
        ...process.env,
        SLS_TELEMETRY_DISABLED: '1',
        AWS_ACCESS_KEY_ID: 'bench',
        AWS_SECRET_ACCESS_KEY: 'bench',
        AWS_ENDPOINT_URL_DYNAMODB: cloud.endpoints.dynamodb,
      },
    },
  );
  const peerUrl = `http://127.0.0.1:${port}`;
  const samples: Record<string, Sample[]> = {};
  const ratios: Ratio[] = [];
  const scope = new Undo();
  const plain = await startTemplate(scope, plainTemplate);
  const workloads = {
    'an order, stored': [`${cloud.outputs.ApiUrl}/sync/orders`, `${peerUrl}/sync/orders`],
    'an answer at once': [`${plain.outputs.Url}/plain`, `${peerUrl}/plain`],
  } as const;
  try {
    await answers(`${peerUrl}/sync/orders`);
    for (const [name, [ourUrl, theirUrl]] of Object.entries(workloads)) {
      const [ours, theirs] = await alternate(options.rounds, name.replaceAll(' ', '-'), [
        (round) => load(ourUrl, concurrency, options.seconds, `ours-${round}`),
        (round) => load(theirUrl, concurrency, options.seconds, `theirs-${round}`),
      ]);
      samples[name] = ours;
      samples[`${name}, serverless-offline`] = theirs;
      ratios.push(rateRatio(`${name}, ours ÷ serverless-offline, concurrency ${concurrency}`, ours, theirs));
    }
    // No cloud can be faster than the handler without one.
    const pool = await startHandlerPool({
      assembly,
      cloud,
      size: concurrency,
    });
    const [bare, theirs] = await alternate(options.rounds, 'bare', [
      (round) => pool.run(options.seconds, `bare-${round}`),
      (round) => load(`${peerUrl}/sync/orders`, concurrency, options.seconds, `again-${round}`),
    ]);
    await pool.close();
    samples['an order, stored, by the bare handler'] = bare;
    ratios.push(
      rateRatio(
        `an order, stored, bare handler ÷ serverless-offline, concurrency ${concurrency}`,
        bare,
        theirs,
      ),
    );
  } finally {
    if (peer.pid !== undefined) process.kill(-peer.pid, 'SIGKILL');
    await cloud.close();
    await scope.undo();
    rmSync(service, { recursive: true });
    rmSync(assembly, { recursive: true });
  }
  return { samples, ratios };
}

/** What `startTemplate` leaves to be undone. */
class Undo implements Scope {
  readonly #steps: (() => unknown)[] = [];

  after(step: () => unknown): void {
    this.#steps.unshift(step);
  }

  async undo(): Promise<void> {
    for (const each of this.#steps) await each();
  }
}

const plainTemplate = {
  Resources: httpApiInFrontOf(functionResource(atOnce, { Runtime: 'nodejs22.x' })),
  Outputs: { Url: { Value: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] } } },
};

const configuration = (table: string) => `
service: bench
provider: { name: aws, runtime: nodejs22.x, environment: { TABLE_NAME: ${table}, SERVICE_MS: '0' } }
plugins: [serverless-offline]
functions:
  sync: { handler: index.handler, events: [{ httpApi: 'POST /sync/orders' }] }
  plain: { handler: plain.handler, events: [{ httpApi: 'POST /plain' }] }
`;

async function answers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 3_000; attempt += 1) {
    const body = JSON.stringify({ orderId: `hello-${attempt}`, customer: 'bench', item: 'espresso' });
    const answer = await fetch(url, { method: 'POST', body }).catch(() => undefined);
    if (answer?.status === 201) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`serverless-offline does not answer at ${url}.`);
}
