import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { type Harm, harms } from '#content/harms.ts';
import { pipelineSchema } from '#content/pipeline.ts';
import type { PlayedIncident } from '#content/played-incident.ts';
import { placesForEvents } from '#content/replay/places.ts';
import { replaceFile } from '../kept-files.ts';
import { sampledTrace } from '../lab/trace.ts';
import { followOrders } from '../lab/trace-orders.ts';
import { project } from '../project.ts';
import { base } from './base.ts';
import { fateOf } from './fates.ts';
import type { Played } from './run-incident.ts';
import { timeline } from './timeline.ts';

/** Of so many events a replay can still be read: some thirty orders, and those that suffered first. */
const mostEvents = 300;
/** Orders of each harm that are drawn in any case. */
const mostOfEachHarm = 3;

const folderIn = (runs: string) => join(runs, 'incident');

/** Keeps a game that is over, with all that a replay of it needs, and gives the file. Of one seed the last game is kept. */
export function keepGame(played: Played, runs = project.runs): string {
  const path = join(folderIn(runs), `${played.seed}.json`);
  replaceFile(path, `${JSON.stringify(gameOf(played), null, 2)}\n`);
  return path;
}

/** The game that was kept last, as it stands in its file; undefined when there is none. */
export function lastGame(runs = project.runs): string | undefined {
  const folder = folderIn(runs);
  const files = readdirNames(folder).filter((name) => name.endsWith('.json'));
  const [latest] = files
    .flatMap((name) => {
      const path = join(folder, name);
      const stats = statSync(path, { throwIfNoEntry: false });
      return stats?.isFile() ? [{ path, at: stats.mtimeMs }] : [];
    })
    .sort((a, b) => b.at - a.at);
  return latest && readFileSync(latest.path, 'utf8');
}

function readdirNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** A game as it is kept. */
export function gameOf(played: Played): PlayedIncident {
  const { seed, incident, game, score } = played;
  const harmed = harmedOrders(played);
  const always = new Set(harms.flatMap((harm) => firstOf(harm, harmed)));
  const { trace, kept } = sampledTrace(game.world.events, { mostEvents, always });
  const pipeline = v.parse(
    pipelineSchema,
    parse(readFileSync(join(project.labs, base.lab, 'pipeline.yaml'), 'utf8')),
  );
  const found = placesForEvents(pipeline, trace.events);
  if ('unknown' in found) throw new Error(`No place to draw ${found.unknown.join(', ')} at.`);
  return {
    schemaVersion: 2,
    at: new Date().toISOString(),
    seed,
    lab: base.lab,
    cause: incident.cause,
    named: game.named ?? null,
    score,
    timeline: timeline(played),
    signals: incident.signals.map(({ command, shows }) => ({ command, shows })),
    shortest: [...incident.shortest, `cause ${incident.cause}`, 'done'],
    carries: pipeline.carries,
    places: found.places,
    suffered: harmed.flatMap(({ root, ...order }) => {
      const drawn = kept.indexOf(root) + 1;
      return drawn > 0 ? [{ drawn, ...order }] : [];
    }),
    trace: { variant: 'incident', repetition: 1, ...trace },
  };
}

interface HarmedOrder {
  /** The id that it came in with. */
  root: string;
  orderId: string;
  at: number;
  harm: Harm;
}

/** Every order that was taken and suffered. What was refused has no message, and is not followed. */
function harmedOrders({ game: { world } }: Played): HarmedOrder[] {
  const books = world.books();
  const roots = followOrders(world.events);
  const ended = { promiseMs: base.promiseMs, now: Number.POSITIVE_INFINITY };
  return world.traffic.orders.flatMap((order) => {
    const { orderId, messageId, sentAt } = order;
    const fate = fateOf(order, books, ended);
    const harm = harms.find((each) => each === fate);
    if (harm === undefined || messageId === undefined) return [];
    const [root = messageId] = roots.get(messageId) ?? [];
    return [{ root, orderId, at: sentAt, harm }];
  });
}

const firstOf = (harm: Harm, orders: readonly HarmedOrder[]): string[] =>
  orders
    .filter((order) => order.harm === harm)
    .slice(0, mostOfEachHarm)
    .map(({ root }) => root);
