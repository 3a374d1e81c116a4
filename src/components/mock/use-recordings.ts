import { useState } from 'react';
import type { MockSession } from '#content/progress/record.ts';

/** What a reader has said in an interview, answer by answer. It lives in the memory of this page and goes with it. */
export interface Recordings {
  of(session: MockSession, index: number): Blob | undefined;
  keep(session: MockSession, index: number, said: Blob | undefined): void;
}

/** The recordings of the answers, as long as the page is open. */
export function useRecordings(): Recordings {
  const [said, setSaid] = useState<ReadonlyMap<string, Blob>>(new Map());
  const key = ({ id }: MockSession, index: number) => `${id} ${index}`;
  return {
    of: (session, index) => said.get(key(session, index)),
    keep: (session, index, blob) =>
      setSaid((before) => {
        const after = new Map(before);
        if (blob) after.set(key(session, index), blob);
        else after.delete(key(session, index));
        return after;
      }),
  };
}
