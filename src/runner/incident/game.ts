import { setTimeout as wait } from 'node:timers/promises';
import { CallError } from '../call-error.ts';
import { lookAtQueues } from '../lab/kept/look-at-queues.ts';
import { lookAtTables } from '../lab/kept/look-at-tables.ts';
import { suggestion } from '../nearest.ts';
import { pad } from '../terminal/text.ts';
import { type CauseId, causeIds, causes } from './causes.ts';
import { metricLines } from './metrics.ts';
import { type CommandName, commands, type Typed } from './parse.ts';
import { remedies } from './remedies.ts';
import { listSettings } from './settings.ts';
import { customerLines, lastEvents, lastLogs, traceLines } from './show.ts';
import type { World } from './world.ts';

/** What a player did, and when: ms since the first order could come. */
export interface Move {
  at: number;
  line: string;
  /** It changed something. */
  remedy: boolean;
}

/** A game under way: what was named and done so far. */
export interface Game {
  world: World;
  pager: readonly string[];
  signal: AbortSignal;
  named: CauseId | undefined;
  moves: Move[];
}

const places = ['queue', 'table', 'dead-letters'] as const;

/** Does what a player typed, and gives the lines to show. Throws a TwoPartError for what cannot be done. */
export async function perform(game: Game, { name, args }: Typed): Promise<string[]> {
  if (name === 'set' && args.length === 0) return listSettings();
  const remedy = remedies[name];
  if (remedy) {
    const said = await remedy(game.world, args);
    note(game, name, args, true);
    return [said];
  }
  note(game, name, args, false);
  return show(game, { name, args });
}

/** What a command that changes nothing shows. */
export const show = async (game: Game, { name, args }: Typed): Promise<string[]> =>
  (await shows[name]?.(game, args)) ?? [];

const note = ({ moves, world }: Game, name: CommandName, args: string[], remedy: boolean) =>
  moves.push({ at: world.now(), line: [name, ...args].join(' '), remedy });

const shows: Partial<Record<CommandName, (game: Game, args: string[]) => string[] | Promise<string[]>>> = {
  help: () => {
    const written = Object.entries(commands).map(([name, { takes, does }]) => [
      `${name} ${takes}`.trim(),
      does,
    ]);
    const width = Math.max(...written.map(([call = '']) => call.length));
    return written.map(([call = '', does = '']) => `${pad(call, width)}  ${does}`);
  },
  story: ({ pager }) => [...pager],
  customers: ({ world }) => customerLines(world),
  metrics: ({ world }) => metricLines(world),
  events: ({ world }, args) => lastEvents(world, args.join(' ')),
  logs: ({ world }, args) => lastLogs(world, args.join(' ')),
  trace: ({ world }, [orderId = '']) => traceLines(world, orderId),
  look({ world }, [place = '', ...words]) {
    const text = words.join(' ');
    const { endpoints } = world.target;
    const known = places.find((each) => each === place);
    if (!known) throw new CallError(`There is no "${place}" to look into.`, suggestion(place, places));
    return known === 'table' ? lookAtTables(endpoints, text) : lookAtQueues(endpoints, known, text);
  },
  causes: () => listCauses(),
  cause(game, [id = '']) {
    const known = causeIds.find((each) => each === id);
    if (!known) throw new CallError(`There is no cause "${id}".`, `${suggestion(id, causeIds)} Or: causes`);
    game.named = known;
    return [`Noted: ${causes[known]}`];
  },
  async wait({ signal }, [text = '']) {
    const seconds = Number(text);
    if (!(seconds > 0 && seconds <= 600))
      throw new CallError(`"${text}" is no time to wait.`, 'Give seconds, from 1 to 600.');
    await wait(seconds * 1000, undefined, { signal });
    return [];
  },
};

/** The causes to choose from, one a line. */
export function listCauses(): string[] {
  const width = Math.max(...causeIds.map(({ length }) => length));
  return causeIds.map((id) => `${pad(id, width)}  ${causes[id]}`);
}
