import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compactTrace } from '../lab/trace.ts';
import { project } from '../project.ts';
import { base } from './base.ts';
import { timeline } from './debrief.ts';
import type { Played } from './run-incident.ts';

/**
 * Keeps a game that is over, with its events as `npm run lab` keeps those of a run, and gives the file. `faultAt` and the
 * times of the timeline are on the clock of the events: ms since the first order could come.
 */
export function keepGame(played: Played, folder = project.runs): string {
  const { seed, incident, faultAt, game, score } = played;
  const path = join(folder, 'incident', `${seed}.json`);
  const kept = {
    schemaVersion: 1,
    at: new Date().toISOString(),
    seed,
    lab: base.lab,
    cause: incident.cause,
    named: game.named ?? null,
    score,
    faultAt,
    timeline: timeline(played),
    moves: game.moves,
    trace: { variant: 'incident', repetition: 1, ...compactTrace(game.world.events, 1) },
  };
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(kept, null, 2)}\n`);
  return path;
}
