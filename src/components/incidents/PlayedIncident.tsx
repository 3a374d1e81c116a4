import useBaseUrl from '@docusaurus/useBaseUrl';
import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { playedPath } from '#content/own-run.ts';
import type { PlayedIncident as Game } from '#content/played-incident.ts';
import { lazyPart } from '../lazy-part.tsx';
import { FileDrop } from '../own-run/FileDrop.tsx';
import { isServedWithLabs } from '../own-run/is-served-with-labs.ts';
import { readText, unfetched, unreadable } from '../read-text.ts';
import styles from './PlayedIncident.module.css';

const GameReplay = lazyPart(() => import('./GameReplay.tsx'));

type Said = Awaited<ReturnType<typeof readFile>>;

/** Takes the file of an incident that was played, and replays it; where the labs are, it begins with the one played last. */
export function PlayedIncident(): ReactNode {
  const [said, setSaid] = useState<Said>();
  const address = useBaseUrl(playedPath);
  useEffect(() => {
    if (!isServedWithLabs()) return;
    const ask = async () => {
      const answer = await fetch(address).catch(() => undefined);
      const text = answer?.ok ? await answer.text() : 'null';
      // A browser without the key is told nothing, and may choose the file.
      if (text !== 'null') setSaid(await read(text));
    };
    void ask();
  }, [address]);

  const choose = async (given: File) => setSaid(await readFile(given).catch(() => unfetched));
  return (
    <div className={`${styles.place} needs-js`}>
      <FileDrop
        note="It stays in your browser."
        onFile={(given) => void choose(given)}
        refusal={said && 'problem' in said ? said : undefined}
      >
        Choose a game below <code>.runs/incident/</code> of your copy, or drop it here.
      </FileDrop>
      {said && 'game' in said && (
        <Suspense fallback={<p>…</p>}>
          <GameReplay key={`${said.game.seed} ${said.game.at}`} game={said.game} />
        </Suspense>
      )}
    </div>
  );
}

async function readFile(given: File): Promise<{ game: Game } | { problem: string; remedy: string }> {
  const { gameRemedy, mostGameBytes } = await import('#content/played-incident.ts');
  if (given.size > mostGameBytes)
    return { problem: `This file has ${Math.ceil(given.size / 1024)} KiB.`, remedy: gameRemedy };
  const text = await readText(given);
  return text === undefined ? { problem: unreadable.problem, remedy: gameRemedy } : read(text);
}

/** What checks a text comes when there is one. */
async function read(text: string) {
  const { parseGame } = await import('#content/played-incident.ts');
  return parseGame(text);
}
