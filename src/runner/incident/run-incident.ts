import { setTimeout as wait } from 'node:timers/promises';
import { gameClock } from '#content/game-clock.ts';
import { partSeed, seededRandom } from '#experiment/random.ts';
import { TwoPartError } from '../call-error.ts';
import type { Paper } from '../repair/paper.ts';
import { base } from './base.ts';
import { fateOf } from './fates.ts';
import { type Game, type Move, perform } from './game.ts';
import type { Incident } from './incident.ts';
import { parseLine } from './parse.ts';
import type { Player } from './player.ts';
import { type Score, scoreOf } from './score.ts';
import { fitted } from './show.ts';
import { type SeenSignal, type SignalWatch, watchSignals } from './watch-signals.ts';
import { openWorld, type Pace, type World } from './world.ts';

/** How long the parts of a game take, in seconds. */
export interface Timing extends Pace {
  /** Before the fault: at least this, and up to as much again. */
  calm: number;
  /** Factor on the time from the fault to the pager. */
  pager: number;
  /** How long orders still come after `done`, as a proof. */
  proof: number;
  /** Whoever has not mended it by then is asked no more. */
  most: number;
}

export const usualTiming: Timing = { minuteMs: 6_000, calm: 20, pager: 1, proof: 10, most: 15 * 60 };

/** How often it is looked what a signal shows, in a minute of CloudWatch. */
const looksPerMinute = 3;

/** A game that is over. Moments in ms since the first order could come. */
export interface Played {
  seed: number;
  incident: Incident;
  faultAt: number;
  pagedAt: number;
  doneAt: number;
  /** Which signals could be seen, and since when. */
  seen: readonly SeenSignal[];
  game: Game;
  score: Score;
}

/** Runs an incident from the first order to the last. Leaves nothing running, however it ends. */
export async function runIncident(options: {
  incident: Incident;
  seed: number;
  timing: Timing;
  paper: Paper;
  player: Player;
  signal: AbortSignal;
}): Promise<Played> {
  const { incident, seed, timing, paper, player, signal } = options;
  paper.text('Deploying a lab; orders will come in a moment …');
  const world = await openWorld({ seed, release: incident.release ?? [], pace: timing, signal });
  let watch: SignalWatch | undefined;
  try {
    const game: Game = { world, pager: incident.pager, signal, named: undefined, moves: [] };
    incident.before?.(world);
    world.traffic.start();
    paper.text('Orders come in. All is well. The pager is silent.');
    const calm = timing.calm * (1 + seededRandom(partSeed(seed, 'moment'))());
    await wait(calm * 1000, undefined, { signal });
    watch = await watchSignals(game, incident.signals, timing.minuteMs / looksPerMinute);
    const faultAt = world.now();
    await incident.strike(world);
    await wait(incident.pageAfter * timing.pager * 1000, undefined, { signal });
    const pagedAt = world.now();
    page(paper, incident.pager, world);
    await play(game, { ...options, until: pagedAt + timing.most * 1000 });
    const doneAt = world.now();
    paper.text(`For ${timing.proof} s more orders come in; then it is judged what became of each …`);
    await wait(timing.proof * 1000, undefined, { signal });
    await world.traffic.stop();
    await settle(world, signal);
    const score = scoreOf(world.traffic.orders, world.books(), {
      promiseMs: base.promiseMs,
      harms: incident.harms,
      causeIsRight: game.named === incident.cause,
      isMended: incident.isMended?.(world) ?? true,
    });
    return { seed, incident, faultAt, pagedAt, doneAt, seen: watch.seen, game, score };
  } finally {
    player.close();
    await watch?.stop();
    await world.close();
  }
}

function page(paper: Paper, pager: readonly string[], world: World): void {
  paper.heading(`${gameClock(world.now())}  The pager rings.`);
  for (const each of pager) paper.text(each);
  paper.line();
  paper.text(
    `Promised: who gets a receipt gets the order, within ${base.promiseMs / 1000} s, and is charged once. A minute of CloudWatch takes ${world.minuteMs / 1000} s here.`,
  );
  paper.text('`help` lists what you can type. Find the cause, mend it, name it; then: done');
}

async function play(
  game: Game,
  { paper, player, signal, until }: { paper: Paper; player: Player; signal: AbortSignal; until: number },
): Promise<void> {
  const { world } = game;
  const over = new AbortController();
  const end = AbortSignal.any([signal, over.signal]);
  const deadline = wait(until - world.now(), timeIsUp, { signal: end });
  // Nobody may be waiting when it ends.
  deadline.catch(() => undefined);
  try {
    for (;;) {
      const line = await Promise.race([player.next(`${gameClock(world.now())} > `), deadline]);
      signal.throwIfAborted();
      if (line === timeIsUp) paper.text('The time is up.');
      if (typeof line !== 'string') return;
      if (await answer(game, line, { paper, signal })) return;
    }
  } finally {
    over.abort();
  }
}

/** Does what a line says and shows what comes of it; true when it was the last. */
async function answer(
  game: Game,
  line: string,
  { paper, signal }: { paper: Paper; signal: AbortSignal },
): Promise<boolean> {
  try {
    const typed = parseLine(line);
    if (typed?.name === 'done') return true;
    if (typed) for (const each of fitted(await perform(game, typed), paper.columns)) paper.line(each);
  } catch (error) {
    signal.throwIfAborted();
    sayError(paper, error);
  }
  return false;
}

const timeIsUp = Symbol('time is up');

/** What the player asked for cannot be had; what the lab answers is for the player to read, too. */
function sayError(paper: Paper, error: unknown): void {
  if (!(error instanceof Error)) throw error;
  const { problem, remedy } =
    error instanceof TwoPartError ? error : { problem: error.message, remedy: 'Nothing was changed.' };
  paper.marked(paper.style('red', '✗'), problem);
  paper.text(remedy, 2);
}

/** Waits until every order has got what it will get: none is on its way, or none can be in time any more. */
async function settle({ traffic, books, now }: World, signal: AbortSignal): Promise<void> {
  const { promiseMs } = base;
  const until = now() + promiseMs + 2_000;
  const open = () => {
    const known = books();
    return traffic.orders.some((order) => {
      const fate = fateOf(order, known, { promiseMs, now: now() });
      return fate === 'waiting' || fate === 'lost';
    });
  };
  while (open() && now() < until) await wait(250, undefined, { signal });
}

/** The remedies of a game, in their order. */
export const remediesOf = ({ moves }: Game): Move[] => moves.filter(({ remedy }) => remedy);
