import { type ReactNode, useEffect, useRef, useState } from 'react';
import { mostResultBytes, type ParsedResult, parseResult, resultRemedy } from '#content/parse-result.ts';
import { copyOnClick } from '../copy-on-click.ts';
import { readText, unreadable } from '../read-text.ts';
import { Comparison } from './Comparison.tsx';
import { FileDrop } from './FileDrop.tsx';
import styles from './OwnRun.module.css';

/** Where no lab can be run from the page: the command, and a place for the result that it keeps. */
export function ChosenResult({ experiment }: { experiment: string }): ReactNode {
  const [parsed, setParsed] = useState<ParsedResult>();
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => copyOnClick(panel.current), []);
  const command = `npm run lab ${experiment}`;

  const read = async (file: File) => setParsed(await readFile(file, experiment));
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
      <FileDrop
        note={<>It stays in your browser. At most {mostResultBytes / 1024 / 1024} MiB.</>}
        onFile={(file) => void read(file)}
        refusal={parsed && 'problem' in parsed ? parsed : undefined}
      >
        That file, chosen or dropped here, is laid beside our run.
      </FileDrop>
      {parsed && 'result' in parsed && <Comparison yours={parsed.result} />}
    </div>
  );
}

async function readFile(file: File, experiment: string): Promise<ParsedResult> {
  if (file.size <= mostResultBytes) {
    const text = await readText(file);
    if (text !== undefined) return parseResult(text, experiment);
    return { problem: unreadable.problem, remedy: resultRemedy(experiment) };
  }
  const problem = `This file has ${Math.ceil(file.size / 1024 / 1024)} MiB, and no result has more than ${mostResultBytes / 1024 / 1024}.`;
  return { problem, remedy: resultRemedy(experiment) };
}
