import { type DragEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { mostResultBytes, type ParsedResult, parseResult, resultRemedy } from '#content/parse-result.ts';
import { copyOnClick } from '../copy-on-click.ts';
import { Comparison } from './Comparison.tsx';
import styles from './OwnRun.module.css';

/** Where no lab can be run from the page: the command, and a place for the result that it keeps. */
export function ChosenResult({ experiment }: { experiment: string }): ReactNode {
  const [parsed, setParsed] = useState<ParsedResult>();
  const [over, setOver] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  const input = useId();
  useEffect(() => copyOnClick(panel.current), []);
  const command = `npm run lab ${experiment}`;

  const read = async (file: File | undefined) => {
    if (file) setParsed(await readFile(file, experiment));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void read(event.dataTransfer.files[0]);
  };
  return (
    <div className={styles.panel} ref={panel}>
      <p>
        In your copy of this site, <code>{command}</code>{' '}
        <button type="button" className="button button--secondary button--sm" data-copy={command}>
          copy
        </button>{' '}
        runs it and writes <code>.runs/{experiment}.result.json</code>. With <code>npm start</code> it runs
        from this page.
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a file can be chosen by keyboard as well */}
      <div
        className={styles.drop}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <label htmlFor={input}>That file, chosen or dropped here, is laid beside our run.</label>
        <input
          id={input}
          type="file"
          accept="application/json,.json"
          onChange={({ target }) => {
            void read(target.files?.[0]);
            // The same file can be chosen again when it has changed.
            target.value = '';
          }}
        />
        <small>It stays in your browser. At most {mostResultBytes / 1024 / 1024} MiB.</small>
      </div>
      <div aria-live="polite">
        {parsed && 'problem' in parsed && (
          <p className={styles.problem}>
            <b>{parsed.problem}</b> {parsed.remedy}
          </p>
        )}
      </div>
      {parsed && 'result' in parsed && <Comparison yours={parsed.result} />}
    </div>
  );
}

async function readFile(file: File, experiment: string): Promise<ParsedResult> {
  if (file.size <= mostResultBytes) return parseResult(await file.text(), experiment);
  const problem = `This file has ${Math.ceil(file.size / 1024 / 1024)} MiB, and no result has more than ${mostResultBytes / 1024 / 1024}.`;
  return { problem, remedy: resultRemedy(experiment) };
}
