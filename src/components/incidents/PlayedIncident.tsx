import useBaseUrl from '@docusaurus/useBaseUrl';
import { type DragEvent, lazy, type ReactNode, Suspense, useEffect, useId, useState } from 'react';
import { playedPath } from '#content/own-run.ts';
import type { PlayedIncident as Game } from '#content/played-incident.ts';
import { isServedWithLabs } from '../own-run/is-served-with-labs.ts';
import file from '../own-run/OwnRun.module.css';
import styles from './PlayedIncident.module.css';

const GameReplay = lazy(() => import('./GameReplay.tsx'));

type Said = Awaited<ReturnType<typeof readFile>>;

/** Takes the file of an incident that was played, and replays it; where the labs are, it begins with the one played last. */
export function PlayedIncident(): ReactNode {
  const input = useId();
  const [said, setSaid] = useState<Said>();
  const [over, setOver] = useState(false);
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

  const choose = async (given: File | undefined) => {
    if (given) setSaid(await readFile(given));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void choose(event.dataTransfer.files[0]);
  };
  return (
    <div className={`${styles.place} needs-js`}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a file can be chosen by keyboard as well */}
      <div
        className={file.drop}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <label htmlFor={input}>
          Choose a game below <code>.runs/incident/</code> of your copy, or drop it here.
        </label>
        <input
          id={input}
          type="file"
          accept="application/json,.json"
          onChange={({ target }) => {
            void choose(target.files?.[0]);
            // The same file can be chosen again when it has changed.
            target.value = '';
          }}
        />
        <small>It stays in your browser.</small>
      </div>
      <div aria-live="polite">
        {said && 'problem' in said && (
          <p className={file.problem}>
            <b>{said.problem}</b> {said.remedy}
          </p>
        )}
      </div>
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
  if (given.size <= mostGameBytes) return read(await given.text());
  return { problem: `This file has ${Math.ceil(given.size / 1024)} KiB.`, remedy: gameRemedy };
}

/** What checks a text comes when there is one. */
async function read(text: string) {
  const { parseGame } = await import('#content/played-incident.ts');
  return parseGame(text);
}
