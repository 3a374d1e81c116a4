import useBaseUrl from '@docusaurus/useBaseUrl';
import { useCallback, useEffect, useState } from 'react';
import { type OwnRun, type OwnRunRefusal, ownRunsPath } from '#content/own-run.ts';

/** What the server knows of an experiment's runs, and how to ask for one. */
export interface ServedRunState {
  /** Undefined until the server has answered. */
  run?: OwnRun;
  /** Why it does not answer, or does not do what was asked. */
  refusal?: OwnRunRefusal;
  ask(method: 'POST' | 'DELETE'): Promise<void>;
  /** Connects again. */
  again(): void;
}

const silent: OwnRunRefusal = {
  problem: 'The server of this page does not answer.',
  remedy: 'Start it again with `npm start`, and open the address that it prints.',
};

/** After so many failures in turn nobody is expected to answer. */
const mostFailures = 2;

/** Follows the runs of an experiment as long as the element is there, in every tab alike. */
export function useServedRun(experiment: string): ServedRunState {
  const address = useBaseUrl(`${ownRunsPath}${experiment}`);
  const [run, setRun] = useState<OwnRun>();
  const [refusal, setRefusal] = useState<OwnRunRefusal>();
  const [connections, setConnections] = useState(1);

  const ask = useCallback(
    async (method: 'GET' | 'POST' | 'DELETE') => {
      const answer = await fetch(address, { method }).catch(() => undefined);
      const said = await answer?.json().catch(() => undefined);
      if (answer?.ok) setRun(said);
      setRefusal(answer?.ok ? undefined : said?.problem ? said : silent);
      return answer?.ok === true;
    },
    [address],
  );

  useEffect(() => {
    let events: EventSource | undefined;
    let gone = connections === 0;
    let failures = 0;
    const follow = async () => {
      // An EventSource does not tell why it was refused.
      if (!(await ask('GET')) || gone) return;
      events = new EventSource(`${address}/events`);
      events.onmessage = ({ data }) => {
        failures = 0;
        setRun(JSON.parse(data));
      };
      events.onerror = () => {
        failures += 1;
        if (failures <= mostFailures && events?.readyState !== EventSource.CLOSED) return;
        events?.close();
        setRefusal(silent);
      };
    };
    void follow();
    return () => {
      gone = true;
      events?.close();
    };
  }, [ask, address, connections]);

  return {
    ...(run && { run }),
    ...(refusal && { refusal }),
    ask: async (method) => void (await ask(method)),
    again: () => setConnections(connections + 1),
  };
}
