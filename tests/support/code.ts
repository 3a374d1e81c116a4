import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';

const folder = join(import.meta.dirname, '../../build/assets/js');

/** The address of the one piece of code that holds these words. */
export function codeWith(words: string): string {
  const holds = (file: string) => readFileSync(join(folder, file), 'utf8').includes(words);
  const [file, ...others] = readdirSync(folder).filter((each) => each.endsWith('.js') && holds(each));
  expect([file !== undefined, others], `one piece of code has “${words}”`).toEqual([true, []]);
  return `/assets/js/${file}`;
}
