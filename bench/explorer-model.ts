import { defaults, type Settings } from '../src/explorer/model/settings.ts';
import { Simulation } from '../src/explorer/model/simulation.ts';
import { bareQueue, cpuSecondsOf } from './bare-queue.ts';
import { type Ratio, ratioOf } from './ratio.ts';

const customers = 1_000_000;
const servers = 5;
const load = 0.8;

const arrivalRate = (servers * load * 1000) / defaults.serviceMs;

/** The queue that both work through, as settings of the model. */
export const queueSettings: Settings = {
  ...defaults,
  arrivalRate,
  serviceSpread: 1,
  maximumConcurrency: servers,
  seconds: customers / arrivalRate,
};

interface Result {
  /** Events per CPU second, round by round. */
  model: number[];
  bare: number[];
  ratios: Ratio[];
}

/** Events per CPU second of the explorer's model and of a bare loop of the same queue, in turn. */
export function benchExplorerModel(rounds: number): Result {
  const [model, bare]: [number[], number[]] = [[], []];
  for (let round = -1; round < rounds; round += 1) {
    const modelled = modelQueue();
    const { events, cpuSeconds } = bareQueue(customers, servers, load);
    if (round < 0) continue;
    model.push(modelled);
    bare.push(events / cpuSeconds);
  }
  return { model, bare, ratios: [ratioOf('events per CPU second, explorer model : bare loop', model, bare)] };
}

/** Events per CPU second of one run of it. */
export function modelQueue(): number {
  const simulation = new Simulation(queueSettings, 100);
  const cpuSeconds = cpuSecondsOf(() => simulation.run());
  return simulation.events / cpuSeconds;
}
