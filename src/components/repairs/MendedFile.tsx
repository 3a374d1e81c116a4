import { type ReactNode, useId, useState } from 'react';
import type { Mended } from '#content/repair-state.ts';
import { readText, unfetched, unreadable } from '../read-text.ts';
import styles from './Repairs.module.css';

/** Far more than all repairs take. */
const mostBytes = 256 * 1024;

type Said = Awaited<ReturnType<typeof readFile>>;

/** Where no server tells it: takes the file in which `npm run repair` keeps which of the repairs `names` are mended. */
export function MendedFile({
  names,
  onChosen,
}: {
  names: readonly string[];
  onChosen(mended: Mended): void;
}): ReactNode {
  const input = useId();
  const [said, setSaid] = useState<Said>();
  const read = async (file: File | undefined) => {
    if (!file) return;
    const answer = await readFile(file).catch(() => unfetched);
    setSaid(answer);
    if ('mended' in answer) onChosen(answer.mended);
  };
  return (
    <details className={`${styles.file} needs-js`}>
      <summary>Show here which you have mended</summary>
      <label htmlFor={input}>
        Choose <code>.runs/repair/state.json</code> of your copy. It stays in your browser. With{' '}
        <code>npm start</code> this page knows it by itself.
      </label>
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
      <p aria-live="polite">{said && words(said, names)}</p>
    </details>
  );
}

async function readFile(file: File) {
  // What checks a file comes when there is one.
  const { parseMended, stateRemedy } = await import('#content/repair-state.ts');
  if (file.size > mostBytes)
    return { problem: `This file has ${Math.ceil(file.size / 1024)} KiB.`, remedy: stateRemedy };
  const text = await readText(file);
  return text === undefined ? { problem: unreadable.problem, remedy: stateRemedy } : parseMended(text);
}

/** What is said of a file; nothing where the page now shows what it says. */
function words(said: Said, names: readonly string[]): string {
  if ('problem' in said) return `${said.problem} ${said.remedy}`;
  return names.some((name) => said.mended[name]) ? '' : 'It says that none of these is mended.';
}
