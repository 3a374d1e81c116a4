import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calendarFile } from './calendar.ts';

const entry = {
  uid: 'day-2026-12-31',
  day: '2026-12-31',
  title: 'Read: a, b; c',
  text: `${'Little’s law '.repeat(12)}\nhttps://example.test/`,
};
const file = calendarFile([entry], Date.UTC(2026, 10, 29, 7, 5));

test('a day is an entry of a whole day that ends on the next one', () => {
  assert.match(file, /^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/);
  assert.match(
    file,
    /\r\nDTSTAMP:20261129T070500Z\r\nDTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n/,
  );
  assert.match(file, /\r\nEND:VCALENDAR\r\n$/);
});

// https://www.rfc-editor.org/rfc/rfc5545#section-3.1
test('no line is longer than 75 octets, and unfolded it is what was said', () => {
  for (const line of file.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
  const unfolded = file.replaceAll('\r\n ', '');
  assert.ok(unfolded.includes(`DESCRIPTION:${entry.text.replace('\n', '\\n')}`));
});

test('what has a meaning in the format is escaped, and no text ends a line', () => {
  assert.ok(file.includes('SUMMARY:Read: a\\, b\\; c'));
  const text = 'one\rtwo\r\nthree\nEND:VEVENT \\ 🎓';
  const lines = calendarFile([{ ...entry, text }], 0).split('\r\n');
  assert.ok(lines.includes('DESCRIPTION:one\\ntwo\\nthree\\nEND:VEVENT \\\\ 🎓'));
  assert.equal(lines.filter((line) => /[\r\n]/.test(line)).length, 0);
});

// https://www.rfc-editor.org/rfc/rfc5545#section-3.1
test('a character of several octets is never cut', () => {
  const text = '🎓é’'.repeat(40);
  const lines = calendarFile([{ ...entry, text }], 0).split('\r\n');
  for (const line of lines) {
    assert.ok(Buffer.byteLength(line) <= 75, line);
    assert.ok(line.isWellFormed(), line);
  }
  assert.ok(lines.join('\r\n').replaceAll('\r\n ', '').includes(`DESCRIPTION:${text}`));
});
