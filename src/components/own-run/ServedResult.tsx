import useBaseUrl from '@docusaurus/useBaseUrl';
import { type ReactNode, useEffect, useState } from 'react';
import { ownRunsPath } from '#content/own-run.ts';
import { type ParsedResult, parseResult } from '#content/parse-result.ts';
import { Comparison } from './Comparison.tsx';
import styles from './OwnRun.module.css';

/** The result that the server has kept of an experiment, beside the recorded one. */
export function ServedResult({ experiment }: { experiment: string }): ReactNode {
  const address = useBaseUrl(`${ownRunsPath}${experiment}/result`);
  const [parsed, setParsed] = useState<ParsedResult>();
  useEffect(() => {
    let gone = false;
    const load = async () => {
      const answer = await fetch(address).catch(() => undefined);
      const text = answer?.ok ? await answer.text().catch(() => '') : '';
      if (!gone) setParsed(parseResult(text, experiment));
    };
    void load();
    return () => {
      gone = true;
    };
  }, [address, experiment]);
  if (!parsed) return <p className={styles.coming}>…</p>;
  if ('problem' in parsed) return <p role="alert">{`${parsed.problem} Run it again.`}</p>;
  return <Comparison yours={parsed.result} />;
}
