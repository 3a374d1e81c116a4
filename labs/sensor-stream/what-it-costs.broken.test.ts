import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('sensor-stream/what-it-costs', [
  {
    what: 'the function that puts packs the readings of a request into one record of the first',
    claims: ['each-record-is-a-unit'],
    breaks: [
      {
        file: 'handlers/accept-readings.ts',
        find: '      Records: readings.map((reading) => ({',
        replace: '      Records: readings.slice(0, 1).map((reading) => ({',
      },
    ],
    parameters: { readings: 10 },
  },
]);
