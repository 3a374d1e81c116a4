import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import type { ExploreData } from '#content/explore-data.ts';
import type { Settings } from '../../explorer/model/settings.ts';
import { type SideName, samples } from '../../explorer/run/protocol.ts';
import { usePlayback } from '../lesson/use-playback.ts';
import { AsRecorded } from './AsRecorded.tsx';
import { AtBeginning } from './AtBeginning.tsx';
import { changes, type Problem } from './address.ts';
import { Charts } from './Charts.tsx';
import { Choices } from './Choices.tsx';
import { Flow } from './Flow.tsx';
import { Knobs } from './Knobs.tsx';
import { labelOf } from './knobs.ts';
import { PlayControls } from './PlayControls.tsx';
import { isOf, runName } from './recorded.ts';
import { beginning } from './situations.ts';
import { Totals } from './Totals.tsx';
import { usePutAway } from './use-put-away.ts';
import { type Run, useRuns } from './use-runs.ts';
import { useView } from './use-view.ts';

/** How long a run is shown at speed 1, in ms. */
const shownMs = 20_000;

/** The knobs, and what they do. */
export function Desk({ data }: { data: ExploreData }): ReactNode {
  const names = useMemo(() => data.recorded.map(runName), [data]);
  const { view, problems, change } = useView(names);
  const [side, setSide] = useState<SideName>('a');
  const [speed, setSpeed] = useState(1);
  const shownSide = view.b ? side : 'a';

  const place = view.recorded === undefined ? -1 : names.indexOf(view.recorded);
  const recorded = data.recorded[place];
  const same = recorded !== undefined && isOf(view.a, recorded);
  const runs = useRuns(view, same ? place : undefined);

  const seconds = Math.max(view.a.seconds, view.b?.seconds ?? 0);
  const endMs = seconds * 1000;
  const moments = useMemo(
    () => Array.from({ length: samples }, (_, at) => ((at + 1) * endMs) / samples),
    [endMs],
  );
  const playback = usePlayback(moments, endMs, shownMs / speed / endMs);
  const { now, playing, seek } = playback;
  const nowMs = Math.min(now ?? endMs, endMs);

  // Where it is looked at comes from the address, and stands there whenever the run is held.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page has come
  useEffect(() => {
    if (view.at !== undefined) seek(view.at * 1000);
  }, []);
  useEffect(() => {
    if (now === undefined || playing) return;
    change({ at: now >= endMs ? undefined : +(now / 1000).toPrecision(6) });
  }, [now, playing, endMs, change]);

  const turn = useCallback(
    (to: Partial<Settings>) => change({ [shownSide]: { ...(view[shownSide] ?? view.a), ...to } }),
    [change, shownSide, view],
  );
  const turned = changes(beginning, view[shownSide] ?? view.a).length > 0;
  const putAway = usePutAway(view, change);
  return (
    <div className="desk">
      <Choices
        view={view}
        recorded={data.recorded}
        side={shownSide}
        onSide={setSide}
        putAway={putAway}
        onTurn={turn}
      />
      <Problems problems={[...problems, ...Object.values(runs).flatMap(({ problem }) => problem ?? [])]} />
      <form aria-label="Knobs" onSubmit={(event) => event.preventDefault()}>
        {view.b && <Differences a={view.a} b={view.b} />}
        <Knobs
          side={shownSide}
          settings={view[shownSide] ?? view.a}
          beside={view.b && (shownSide === 'a' ? view.b : view.a)}
          onTurn={turn}
        />
        <AtBeginning side={shownSide} turned={turned} putAway={putAway} />
      </form>
      <div className="results">
        <PlayControls
          playback={playback}
          nowMs={nowMs}
          endMs={endMs}
          stepMs={endMs / samples}
          speed={speed}
          onSpeed={setSpeed}
          pace={(endMs / shownMs) * speed}
        />
        {(['a', 'b'] as const).map(
          (each) =>
            view[each] && (
              <FlowOf
                key={each}
                name={view.b && each === 'a' ? 'A' : each === 'b' ? 'B' : undefined}
                settings={view[each]}
                run={runs[each]}
                at={nowMs / 1000}
                travel={(endMs / shownMs) * speed}
              />
            ),
        )}
        <Charts runs={runs} recorded={recorded} seconds={seconds} at={nowMs / 1000} />
        {recorded && (
          <AsRecorded
            run={recorded}
            figures={runs.a?.figures}
            same={same}
            onRemove={() => change({ recorded: undefined })}
          />
        )}
        <Totals view={view} runs={runs} prices={data.prices} />
      </div>
    </div>
  );
}

/** What is wrong with the address or the settings, and what to do. */
function Problems({ problems }: { problems: readonly Problem[] }): ReactNode {
  if (problems.length === 0) return null;
  return (
    <ul className="problems" role="alert">
      {problems.map(({ message, remedy }) => (
        <li key={message}>
          {message} {remedy}
        </li>
      ))}
    </ul>
  );
}

/** In which settings the two differ. */
function Differences({ a, b }: { a: Settings; b: Settings }): ReactNode {
  const differ = changes(a, b);
  if (differ.length === 0) return <p>A and B are equal: turn a knob of one of them.</p>;
  return (
    <dl className="differences">
      {differ.map(([name, value]) => (
        <div key={name}>
          <dt>{labelOf(name)}</dt>
          <dd>
            {String(a[name])} in A, {String(value)} in B
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface FlowOfProps {
  name: 'A' | 'B' | undefined;
  settings: Settings;
  run: Run | undefined;
  /** In s. */
  at: number;
  travel: number;
}

function FlowOf({ name, settings, run, at, travel }: FlowOfProps): ReactNode {
  const until = (run?.course ?? []).filter((moment) => moment.at <= at + 1e-6);
  return (
    <Flow
      name={name}
      settings={settings}
      course={run?.course ?? nothingYet}
      at={at}
      travel={travel}
      moment={until.at(-1) ?? run?.course[0]}
      stored={until.reduce((sum, { stored }) => sum + stored, 0)}
    />
  );
}

const nothingYet: never[] = [];
