import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { benchExplorerInBrowser } from './explorer-in-browser.ts';
import { benchExplorerModel } from './explorer-model.ts';
import { benchFirstReply } from './first-reply.ts';
import { benchLighthouse } from './lighthouse.ts';
import { benchMemory } from './memory.ts';
import { benchPages } from './pages.ts';
import { benchQueuedAccept } from './queued-accept.ts';
import type { Ratio } from './ratio.ts';
import { benchServerlessOffline } from './serverless-offline.ts';
import { benchThroughput } from './throughput.ts';
import { benchToInvocation } from './to-invocation.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    only: { type: 'string' },
    peers: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
if (!Number.isInteger(rounds) || rounds < 1 || !(seconds > 0)) {
  console.error(
    `--rounds ${values.rounds} --seconds ${values.seconds} cannot be run.\nGive a whole number of rounds and seconds above 0.`,
  );
  process.exit(2);
}

const wanted = (name: string) => (values.only ?? name) === name;
const measured = {
  ...(wanted('first-reply') && { firstReply: benchFirstReply(rounds) }),
  ...(wanted('throughput') && {
    throughput: await benchThroughput({ rounds, seconds, concurrencies: [1, 5] }),
  }),
  ...(wanted('queued-accept') && {
    queuedAccept: await benchQueuedAccept({ rounds, seconds, concurrencies: [1, 5] }),
  }),
  ...(wanted('to-invocation') && { toInvocation: await benchToInvocation({ rounds, seconds }) }),
  ...(wanted('explorer-model') && { explorerModel: benchExplorerModel(rounds) }),
  ...(wanted('explorer-in-browser') && { explorerInBrowser: await benchExplorerInBrowser(rounds) }),
  ...(wanted('pages') && { pages: await benchPages(rounds) }),
  ...(wanted('memory') && { memory: await benchMemory(rounds) }),
  // The rest only where somebody installed it, outside this project.
  ...(wanted('lighthouse') &&
    values.peers !== undefined && {
      lighthouse: await benchLighthouse({ peers: resolve(values.peers), rounds }),
    }),
  ...(wanted('serverless-offline') &&
    values.peers !== undefined && {
      serverlessOffline: await benchServerlessOffline({ peers: resolve(values.peers), rounds, seconds }),
    }),
};

const ratios: Ratio[] = Object.values(measured).flatMap((each) => each.ratios);
const width = Math.max(...ratios.map(({ what }) => what.length));
console.log(`${'ratio'.padEnd(width)}  median   min   max`);
for (const { what, median, min, max } of ratios) {
  console.log(
    `${what.padEnd(width)}  ${[median, min, max].map((each) => each.toFixed(2).padStart(6)).join('')}`,
  );
}

const folder = join(import.meta.dirname, 'results');
mkdirSync(folder, { recursive: true });
const file = join(folder, 'latest.json');
const machine = {
  cpu: cpus()[0]?.model,
  cores: availableParallelism(),
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
};
// What was not measured now keeps its last result, with the day and the machine that it is from.
const earlier = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
const parts = Object.entries(measured).map(([name, part]) => [
  name,
  { measuredAt: new Date().toISOString(), machine, rounds, seconds, ...part },
]);
writeFileSync(file, `${JSON.stringify({ ...earlier, ...Object.fromEntries(parts) }, null, 2)}\n`);
console.log(`\nWritten to ${file}`);
process.exit(0);
