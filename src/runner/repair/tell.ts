import type { Edit } from '#content/repair.ts';
import type { Progress } from '#content/repair-state.ts';
import type { RepairFile } from './find-repairs.ts';
import type { Paper } from './paper.ts';

/** How to call `repair` for a repair, with a flag. */
export const call = (name: string, flag: string): string => `npm run repair ${name} -- --${flag}`;

/** Prints the story of a repair, what can be seen of it, where its files are and what to type. */
export function tellStory(
  paper: Paper,
  { name, repair }: RepairFile,
  { folder, made, progress }: { folder: string; made: boolean; progress: Progress | undefined },
): void {
  paper.heading(repair.title);
  for (const each of repair.story) {
    paper.text(each);
    paper.line();
  }
  paper.line(paper.style('bold', 'What can be seen'));
  for (const { where, shows } of repair.seen) paper.marked('-', `${where}: ${shows}`);
  paper.heading(made ? 'Your files' : 'Your files, as you left them');
  paper.text(`${folder} has the stack and the handlers. Change whatever you like in it.`, 2);
  paper.text(`The lesson: ${repair.lesson}`, 2);
  if (progress?.mended) paper.text('You have mended it. --reset begins anew.', 2);
  paper.line();
  paper.text(`${call(name, 'watch')} judges whenever you save`, 2);
  paper.text(`${call(name, 'hint')} gives one of three hints more`, 2);
}

/** Prints the hint that was asked for, or says that there are no more. */
export function tellHint(paper: Paper, { name, repair }: RepairFile, read: number): void {
  const hint = repair.hints[read - 1];
  if (hint === undefined) {
    paper.text('You have read all three hints:');
    for (const [index, each] of repair.hints.entries()) paper.marked(`${index + 1}.`, each);
    paper.text(`What is left: ${call(name, 'solution')}`);
    return;
  }
  paper.heading(`Hint ${read} of ${repair.hints.length}`);
  paper.text(hint);
}

/** Prints the ways to mend it, as changes of the files that were delivered, and what tempts. */
export function tellSolution(
  paper: Paper,
  { repair }: RepairFile,
  statements: ReadonlyMap<string, string>,
): void {
  for (const [index, { title, why, edits }] of repair.approaches.entries()) {
    paper.heading(repair.approaches.length === 1 ? title : `Way ${index + 1}: ${title}`);
    paper.text(why);
    for (const edit of edits) tellEdit(paper, edit);
  }
  paper.heading('What tempts, and is refused');
  for (const { title, refusedBy } of repair.temptations)
    paper.marked('-', `${title}. Refused by: ${refusedBy.map((id) => statements.get(id) ?? id).join(' ')}`);
}

function tellEdit({ line, style }: Paper, { file, find, replace }: Edit): void {
  line();
  line(`  ${file}`);
  const lines = (text: string) => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));
  for (const each of lines(find)) line(style('red', `  - ${each}`));
  for (const each of lines(replace)) line(style('green', `  + ${each}`));
}

/** Prints what a mended repair was good for, and where to go on. */
export function tellEnd(paper: Paper, { name, repair }: RepairFile, next: RepairFile | undefined): void {
  paper.heading('Now say it aloud');
  paper.text(repair.prepares.question);
  paper.text(`The answer’s points: ${repair.prepares.page} on the site.`);
  paper.line();
  paper.text(`Other ways, and what each costs: ${call(name, 'solution')}`);
  if (next) paper.text(`Next: npm run repair ${next.name}`);
}
