import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('sns-fan-out/one-pool', [
  {
    what: 'nothing is ever reserved',
    claims: ['reserving-caps-who-reserves', 'reserving-takes-from-the-others'],
    breaks: [
      {
        file: 'stack.ts',
        find: "const reserved = { accept: setting('reserveAccept'), mailer: setting('reserveMailer') };",
        replace:
          'const reserved: Record<string, number | undefined> = { accept: undefined, mailer: undefined };',
      },
    ],
  },
  {
    what: 'a mail is written in no time: the pool is never full',
    claims: ['the-callers-starve-while-mails-are-written'],
    breaks: [
      {
        file: 'handlers/effects-table.ts',
        find: '  await wait(Number(process.env.SERVICE_MS));',
        replace: '  await wait(1);',
      },
    ],
  },
]);
