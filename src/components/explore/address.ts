import {
  checkSettings,
  limits,
  type NumberName,
  problemOf,
  SettingsError,
} from '../../explorer/model/limits.ts';
import { defaults, type Settings } from '../../explorer/model/settings.ts';
import { labelOf } from './knobs.ts';
import { pipelines } from './pipelines.ts';
import { beginning } from './situations.ts';

/** What the page shows; its address holds all of it. */
export interface View {
  a: Settings;
  /** The second setting, when two are side by side. */
  b?: Settings;
  /** The recorded run that is laid over: `lab/experiment:variant`. */
  recorded?: string;
  /** Where the run is looked at, in s; nothing: at its end. */
  at?: number;
}

/** What is wrong, and what to do. */
export interface Problem {
  message: string;
  remedy: string;
}

const choices: Partial<Record<keyof Settings, readonly string[]>> = {
  pipeline: pipelines,
  arrivals: ['random', 'even'],
};

/** The query of the address: what is not as in the beginning, and of the second setting what is not as in the first. */
export function writeAddress({ a, b, recorded, at }: View): string {
  const query = new URLSearchParams();
  for (const [name, value] of changes(beginning, a)) query.set(name, String(value));
  if (b) {
    const differs = changes(a, b);
    for (const [name, value] of differs) query.set(`b.${name}`, String(value));
    if (differs.length === 0) query.set('b', 'same');
  }
  if (recorded) query.set('recorded', recorded);
  if (at !== undefined) query.set('at', String(at));
  const text = query.toString().replaceAll('%2F', '/').replaceAll('%3A', ':');
  return text && `?${text}`;
}

/** The settings of the second that differ from the first, with their values. */
export const changes = (from: Settings, to: Settings): [keyof Settings, Settings[keyof Settings]][] =>
  (Object.keys(defaults) as (keyof Settings)[])
    .filter((name) => from[name] !== to[name])
    .map((name) => [name, to[name]]);

/** What an address says; a part that cannot be is left as it was, and told. */
export function readAddress(
  query: string,
  knownRuns: readonly string[],
): { view: View; problems: Problem[] } {
  const problems: Problem[] = [];
  const view: View = { a: { ...beginning } };
  const asked = [...new URLSearchParams(query)];
  // The second begins as the first is in the end, wherever it stands in the address.
  for (const [name, text] of asked.filter(([each]) => !isOfSecond(each))) {
    if (name === 'recorded') {
      if (knownRuns.includes(text)) view.recorded = text;
      else problems.push(unknown('recorded run', text));
    } else if (name === 'at') {
      const at = Number(text);
      if (at >= 0 && at <= limits.seconds.most) view.at = at;
      else problems.push({ message: `at is ${text}.`, remedy: 'Set it to a number of seconds of the run.' });
    } else set(view.a, name, text, problems);
  }
  const ofSecond = asked.filter(([each]) => isOfSecond(each));
  if (ofSecond.length > 0) {
    view.b = { ...view.a };
    for (const [name, text] of ofSecond) if (name !== 'b') set(view.b, name.slice(2), text, problems);
  }
  for (const side of [view.a, view.b]) {
    try {
      if (side) checkSettings(side);
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      problems.push(error);
    }
  }
  return { view, problems };
}

const isOfSecond = (name: string) => name === 'b' || name.startsWith('b.');

const unknown = (kind: string, name: string): Problem => ({
  message: `The address names a ${kind} that is not there: ${name}.`,
  remedy: 'It is left out. Choose from those on the page.',
});

function set(settings: Settings, name: string, text: string, problems: Problem[]): void {
  if (!Object.hasOwn(defaults, name)) {
    problems.push(unknown('setting', name));
    return;
  }
  const to = settings as unknown as Record<string, unknown>;
  const was = (defaults as unknown as Record<string, unknown>)[name];
  const allowed = choices[name as keyof Settings] ?? ['true', 'false'];
  if (typeof was === 'number') {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    const problem = problemOf(name as NumberName, value, labelOf(name));
    if (problem) problems.push(problem);
    else to[name] = value;
  } else if (allowed.includes(text)) to[name] = typeof was === 'boolean' ? text === 'true' : text;
  else
    problems.push({ message: `${labelOf(name)} is ${text}.`, remedy: `Set it to ${allowed.join(' or ')}.` });
}
