/* A run of one's own, in the page: against the server that `npm start` is, and on a host that has no labs. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { mendedPath, servedCookie } from '../src/content/own-run.ts';
import { buildSiteIfStale } from '../src/runner/build-site.ts';
import { gameOf } from '../src/runner/incident/keep-game.ts';
import { played } from '../src/runner/incident/testing/played-game.ts';
import { freePorts } from '../src/testing/free-ports.ts';
import { expectAccessible } from './support/axe.ts';
import { mostShift, shift, watchShifts } from './support/layout-shift.ts';
import { settled } from './support/settled.ts';
import { expect, live, move, test } from './support/site.ts';

const root = join(import.meta.dirname, '..');
const lesson = '/topics/four-promises/';
const experiment = 'event-bus/route-by-content';
/** Takes three times as long: long enough to be met in its middle, from two tabs and on a busy machine. */
const longer = 'event-bus/second-reader';

// They share the machine with the runs that they start.
test.describe.configure({ mode: 'serial' });

interface Started {
  url: string;
  process: ChildProcess;
}

const started: Started[] = [];
test.afterAll(() => {
  for (const { process } of started) process.kill('SIGINT');
});

/** What `npm start` runs, at a free port. It must have nothing to build: other tests read the same site. */
async function npmStart(): Promise<Started> {
  await buildSiteIfStale(() =>
    Promise.reject(new Error('build/ is not made of these sources: `npm test -- site` makes it.')),
  );
  const port = await freePorts();
  const node = join(root, 'node_modules/.bin/node');
  const args = [join(root, 'src/runner/main.ts'), 'start', '--port', String(port)];
  const server = spawn(node, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const [address] = /http:\S+\?key=\S+/.exec(said) ?? [];
      if (address) resolve(address);
    });
    server.once('exit', () => reject(new Error(`npm start ended: ${said}`)));
  });
  started.push({ url, process: server });
  return { url, process: server };
}

/** The place of the experiment in its lesson, at a server. */
async function openLesson(page: Page, { url }: Started, name = experiment): Promise<Locator> {
  await page.goto(new URL(lesson, url).href);
  await live(page);
  await move(page);
  const place = page.locator(`[data-run-here="${name}"]`);
  await expect(place.getByRole('button').first()).toBeEnabled();
  return place;
}

/** Asks for a run, as a reader who does not want to guess. */
async function run(place: Locator): Promise<void> {
  await place.getByRole('button', { name: 'Run it here' }).click();
  await place.getByRole('button', { name: 'Run it without a guess' }).click();
}

/** The processes of runs that a server has started. */
const runsOf = (server: ChildProcess): number[] =>
  execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, ...args]) => Number(parent) === server.pid && args.join(' ').includes('run-for-page'))
    .map(([pid]) => Number(pid));

/** What is left of a run and of all that it has started. */
const groupOf = (run: number): string[] =>
  execFileSync('ps', ['-eo', 'pgid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => Number(line.trim().split(/\s+/)[0]) === run);

test('a run from the lesson: live in two tabs, stopped in one of them, then to its end', async ({
  page,
  context,
}) => {
  const server = await npmStart();
  await page.goto(server.url);
  expect(new URL(page.url()).search, 'the key does not stay in the address').toBe('');
  const place = await openLesson(page, server, longer);
  await run(place);
  await expect(place.getByRole('status')).toContainText('It runs in a process of its own');
  await expect(place.getByRole('list', { name: 'The pipeline, and what is in it' })).toContainText(
    'answered',
  );

  const other = await openLesson(await context.newPage(), server, longer);
  await expect(other.getByRole('progressbar'), 'the run is found again').toBeVisible();
  await other.getByRole('button', { name: 'Stop it' }).click();
  for (const each of [place, other])
    await expect(each.getByRole('status').first()).toContainText('It was stopped');
  expect(runsOf(server.process)).toEqual([]);
  await other.page().close();

  await place.getByRole('button', { name: 'Run it again' }).click();
  await expect(place.getByRole('status').first()).toContainText('It has ended', { timeout: 90_000 });
  const beside = place.getByRole('region', { name: `Your run of ${longer} beside ours` });
  await expect(beside.getByText(/(holds here|not judged)/).first()).toBeVisible();
  await expect(beside.getByRole('columnheader', { name: 'yours' })).toBeVisible();
  await place.getByText('What the run says').click();
  await expect(place.locator('pre')).toContainText('What it shows');
});

test('a browser without the key may not run anything, and is told where the key is', async ({ browser }) => {
  const [server] = started as [Started];
  const stranger = await browser.newContext();
  const place = await openLesson(await stranger.newPage(), server);
  await place.getByRole('button', { name: 'Run it here' }).click();
  await expect(place.getByRole('alert')).toContainText('Open the address that `npm start` has printed');
  expect(runsOf(server.process)).toEqual([]);
  await stranger.close();
});

test('a server that is killed in the middle of a run leaves nothing behind, and the page says so', async ({
  page,
}) => {
  const server = await npmStart();
  await page.goto(server.url);
  const place = await openLesson(page, server, longer);
  await run(place);
  // What the run has shown by now is chance: a busy machine shows it later.
  await expect.poll(() => runsOf(server.process).length).toBe(1);
  const [child = 0] = runsOf(server.process);
  server.process.kill('SIGKILL');
  await expect(place.getByRole('alert')).toContainText('does not answer');
  await expect.poll(() => groupOf(child)).toEqual([]);
});

test('on a host without labs a result is dropped or chosen: ours again, another one, a hostile one, a huge one', async ({
  page,
  open,
}) => {
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await open(lesson);
  await move(page);
  const place = page.locator(`[data-run-here="${experiment}"]`);
  await place.getByRole('button', { name: 'Lay your run beside ours' }).click();
  const file = place.getByLabel(/That file, chosen or dropped here/);
  const text = readFileSync(join(root, 'labs/event-bus/evidence/route-by-content.local.json'), 'utf8');
  const choose = (name: string, buffer: Buffer) =>
    file.setInputFiles({ name, mimeType: 'application/json', buffer });

  const dropped = await page.evaluateHandle(`(() => {
    const data = new DataTransfer();
    data.items.add(new File([${JSON.stringify(text)}], 'same.json'));
    return data;
  })()`);
  await place.locator('[data-over]').dispatchEvent('drop', { dataTransfer: dropped });
  await expect(place.getByRole('status')).toHaveText('Every claim comes out as in our run.');
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  const metrics = place.getByRole('region', { name: 'What each run measured' });
  const names = await metrics.getByRole('cell').first().boundingBox();
  expect(names?.width, 'pixels for what was measured, on a phone').toBeGreaterThan(80);

  const hostile = JSON.parse(text);
  hostile.claims[0].holds = false;
  hostile.claims[0].because = '<img src=x onerror="document.title=1">';
  hostile.machine.cpu = '<script>document.title=1</script>'.repeat(100);
  const withProto = JSON.stringify(hostile).replace('{', '{"__proto__":{"polluted":1},');
  await choose('hostile.json', Buffer.from(withProto));
  await expect(place.getByText('✗ does not hold here')).toHaveCount(1);
  await expect(place.locator('img, script')).toHaveCount(0);
  expect(await page.evaluate('({}).polluted')).toBeUndefined();

  await choose('other.json', Buffer.from('{"schemaVersion":1}'));
  await expect(place).toContainText('This file is not the result of a run: at lab');
  await choose('huge.json', Buffer.alloc(5 * 1024 * 1024, ' '));
  await expect(place).toContainText('This file has 5 MiB, and no result has more than 4.');
  expect(errors).toEqual([]);
});

test('on a host without labs the page of the repairs takes the file that says what is mended, and keeps it', async ({
  page,
  open,
}) => {
  await open('/repairs/');
  await page.getByText('Show here which you have mended').click();
  const file = page.getByLabel(/Choose .runs.repair.state.json/);
  const at = '2026-01-02T12:00:00.000Z';
  const mended = { startedAt: at, hints: 0, asked: 0, mended: { at, hash: 'a' } };
  const choose = (data: object) =>
    file.setInputFiles({
      ...{ name: 'state.json', mimeType: 'application/json' },
      buffer: Buffer.from(JSON.stringify(data)),
    });
  await choose({ schemaVersion: 1 });
  await expect(page.getByText('This file does not say which repairs are mended')).toBeVisible();
  await choose({ schemaVersion: 1, repairs: { 'charged-twice': mended } });
  const sum = page.getByRole('main').getByRole('status');
  await expect(sum).toHaveText(/^You have mended 1 of \d+\.$/);
  await page.reload();
  await expect(sum).toHaveText(/^You have mended 1 of \d+\.$/);
  await expect(page.locator('#charged-twice')).toContainText('✓ You have mended it, on 2 January 2026.');
  await expectAccessible(page);
});

test('where npm start serves it, the page of the repairs is told what is mended, and nothing moves', async ({
  page,
  context,
  open,
}) => {
  await open('/repairs/');
  const url = page.url();
  await context.addCookies([{ name: servedCookie(new URL(url).port), value: 'here', url }]);
  const mended = { 'charged-twice': '2026-01-02T03:04:05.000Z' };
  await page.route(`**${mendedPath}`, (route) => route.fulfill({ json: mended }));
  await watchShifts(page);
  await page.reload();
  await expect(page.getByRole('main').getByRole('status')).toHaveText(/^You have mended 1 of \d+\.$/);
  await expect(page.getByRole('navigation', { name: 'All repairs' }).getByRole('img')).toHaveCount(1);
  await settled(page);
  expect(await shift(page)).toBeLessThanOrEqual(mostShift);
});

test('the courses and the replay of a lesson show the reader’s own run, or say that they cannot', async ({
  page,
  open,
}) => {
  const name = 'queued-api/burst-then-drain';
  await open('/queue/arrivals-and-backlog/');
  await move(page);
  await page.getByRole('button', { name: 'Show it without a guess' }).click();
  const place = page.locator(`[data-run-here="${name}"]`);
  await place.getByRole('button', { name: 'Lay your run beside ours' }).click();
  const text = readFileSync(join(root, 'labs/queued-api/evidence/burst-then-drain.local.json'), 'utf8');
  const own = { ...JSON.parse(text), recordedAt: '2026-01-02T03:04:05.000Z' };
  const choose = (data: object) =>
    place.getByLabel(/That file, chosen or dropped here/).setInputFiles({
      ...{ name: 'own.json', mimeType: 'application/json' },
      buffer: Buffer.from(JSON.stringify(data)),
    });
  const course = page.getByRole('figure').filter({ hasText: 'Messages that wait in the queue' });
  const replay = page.getByRole('figure', { name: /^Replay/ });

  await choose(own);
  const shown = place.getByRole('checkbox', { name: /^Show my numbers/ });
  await shown.check();
  await expect(course).toContainText('Messages that wait in the queue (your run)');
  await expect(replay).toContainText('Your run');
  for (const figure of [course, replay]) await expect(figure).toContainText('2 January 2026');
  await expectAccessible(page);
  await shown.uncheck();
  await expect(course).not.toContainText('(your run)');
  for (const figure of [course, replay]) await expect(figure).not.toContainText('2 January 2026');

  const variants = own.variants.map((variant: object) => ({ ...variant, series: [] }));
  await choose({ ...own, variants, traces: [] });
  await shown.check();
  await expect(course).toContainText('(our run: yours has no such course)');
  await expect(replay).toContainText('Our run: of yours there is no trace');
});

test('an incident that was played is gone through again: its file, the moment of the fault, and no other file', async ({
  page,
  open,
}) => {
  await open('/incidents/replay/');
  const file = page.getByLabel(/Choose a game below .runs.incident/);
  const choose = (text: string) =>
    file.setInputFiles({ name: '202.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await choose('{"schemaVersion":1}');
  await expect(
    page.getByText('This file is not a game that can be replayed: at schemaVersion.'),
  ).toBeVisible();
  const game = JSON.stringify(gameOf(played()));
  await choose(
    game.replace('a release caught', '<img src=x onerror=\\"document.title=1\\"> a release caught'),
  );
  const replay = page.getByRole('figure', { name: 'Replay of the incident with seed 202' });
  const entries = replay.getByRole('list', { name: 'What happened when' }).getByRole('listitem');
  await expect(entries).toHaveCount(6);
  await entries.filter({ hasText: 'The fault' }).getByRole('button').press('Enter');
  await expect(replay.getByRole('slider', { name: 'Time in the recorded run' })).toHaveValue('50000');
  await expect(entries.filter({ hasText: 'The fault' })).toHaveAttribute('aria-current', 'step');
  await expect(replay.locator('img')).toHaveCount(0);
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
});
