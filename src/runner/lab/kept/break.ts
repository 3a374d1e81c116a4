import { CallError } from '../../call-error.ts';
import { callControl } from './control.ts';
import { readBreakage } from './fault-words.ts';
import { findKept } from './kept-lab.ts';

/** `lab break [resource fault …]`: injects a fault into the lab that runs; without words it lists what can be broken. */
export async function breakLab(words: string[]): Promise<number> {
  const breakage = words.length === 0 ? undefined : readBreakage(words);
  const { control } = await findKept();
  const { lines } = breakage
    ? await callControl(control, 'POST', '/break', breakage)
    : await callControl(control, 'GET', '/');
  console.log(lines.join('\n'));
  return 0;
}

/** `lab mend`: ends every fault that was injected by hand. */
export async function mendLab(words: string[]): Promise<number> {
  if (words.length > 0) throw new CallError(`mend takes no ${words.join(' ')}.`, 'It mends everything.');
  const { lines } = await callControl((await findKept()).control, 'POST', '/mend');
  console.log(lines.join('\n'));
  return 0;
}
