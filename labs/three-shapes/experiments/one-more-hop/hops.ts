import type { RunContext } from '#experiment/define-experiment.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import type { Parameter } from './claims.ts';
import { type Conditions, conditionsPath } from './network.ts';
import { shapes, type Variant } from './shapes.ts';

type Context = Pick<
  RunContext<Variant, Parameter>,
  'variant' | 'repetition' | 'clients' | 'events' | 'faults' | 'outputs' | 'signal' | 'takeReadings'
>;

/** The calls between programs of one shape: what they take, how often they are lost, and how many there were. */
export interface Hops {
  /** What holds for all calls from now on. */
  set(conditions: Conditions): Promise<void>;
  /** How many calls there have been since it was last asked. */
  takeCalls(): number;
  /** Asks for something, and gives how many programs ran before that and how many it started. */
  around(ask: () => Promise<unknown>): Promise<{ standing: number; started: number }>;
}

/** Calls between processes cross the stand-in’s network. */
function betweenProcesses({ clients, outputs, signal, takeReadings }: Context): Hops {
  let [running, calls] = [0, 0];
  const look = () => {
    const readings = takeReadings();
    running = readings.processes ?? 0;
    calls += readings.calls ?? 0;
  };
  return {
    async set(conditions) {
      await clients.http.postJson(`${outputs.ShopUrl}${conditionsPath}`, conditions, signal);
    },
    takeCalls() {
      look();
      const taken = calls;
      calls = 0;
      return taken;
    },
    async around(ask) {
      look();
      const standing = running;
      await ask();
      look();
      return { standing, started: running - standing };
    },
  };
}

/** Calls of functions are invocations: each that a page needs gets slower, and fails, by a fault. */
function betweenFunctions({ variant, repetition, events, faults }: Context): Hops {
  const needed: readonly string[] = shapes[variant].functions;
  let ends: (() => void)[] = [];
  let before = 0;
  const invocations = () => eventsOf(events, 'invocation-started');
  return {
    async set({ hopMs, lostShare }) {
      for (const end of ends) end();
      if (lostShare > 0) drawAnew(lostShare);
      ends = needed.flatMap((resource) => [
        ...(hopMs > 0 ? [faults.inject({ resource, fault: 'slow', milliseconds: hopMs })] : []),
        ...(lostShare > 0 ? [faults.inject({ resource, fault: 'fail', share: lostShare })] : []),
      ]);
    },
    takeCalls() {
      const taken = invocations().length - before;
      before += taken;
      return taken;
    },
    // One that was there before is not started cold.
    async around(ask) {
      const from = invocations().length;
      await ask();
      const asked = invocations().slice(from);
      const cold = asked.filter(({ coldStart }) => coldStart).length;
      return { standing: asked.length - cold, started: cold };
    },
  };

  /** A new cloud draws as the last one did, by the number of the fault: each repetition would lose the same calls. */
  function drawAnew(share: number): void {
    for (let earlier = 1; earlier < repetition; earlier += 1)
      for (const resource of needed) faults.inject({ resource, fault: 'fail', share })();
  }
}

export const hopsOf = (context: Context): Hops =>
  shapes[context.variant].functions.length > 0 ? betweenFunctions(context) : betweenProcesses(context);
