import { randomInt } from 'node:crypto';
import { relative } from 'node:path';
import { Interrupted } from './call-error.ts';
import { exitCodes } from './exit-codes.ts';
import { tellDebrief } from './incident/debrief.ts';
import { incidentNames, incidentOf, loadIncident } from './incident/find-incidents.ts';
import { readIncidentFlags } from './incident/flags.ts';
import { listCauses } from './incident/game.ts';
import { keepGame } from './incident/keep-game.ts';
import { typingPlayer } from './incident/player.ts';
import { runIncident, usualTiming } from './incident/run-incident.ts';
import { project } from './project.ts';
import { openPaper } from './repair/paper.ts';

/** `incident`: a lab under load with one hidden fault, to be found and mended while orders come. */
export async function incident(args: string[], signal: AbortSignal): Promise<number> {
  const { seed = randomInt(1, 10_000), causes } = readIncidentFlags(args);
  if (causes) {
    console.log(listCauses().join('\n'));
    return exitCodes.fine;
  }
  const paper = openPaper();
  paper.text(`Seed ${seed}. Who plays with --seed ${seed} gets the same.`);
  const stop = () => process.kill(process.pid, 'SIGINT');
  const played = await runIncident({
    incident: await loadIncident(incidentOf(seed, incidentNames())),
    seed,
    timing: usualTiming,
    paper,
    player: typingPlayer(process.stdin, process.stdout, stop),
    signal,
  }).catch((error: unknown) => {
    if (signal.aborted && signal.reason instanceof Interrupted) throw signal.reason;
    throw error;
  });
  tellDebrief(paper, played);
  const kept = relative(project.root, keepGame(played));
  paper.text(`Kept: ${kept}. With \`npm start\`, /incidents/replay/ replays it, request by request.`);
  return played.score.won ? exitCodes.fine : exitCodes.failed;
}
