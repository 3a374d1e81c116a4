import assert from 'node:assert/strict';
import { behavioursOf } from '../../testing/behaviour.ts';
import { evaluationRange, judge, missingDataTreatments } from './judge.ts';

const behaviour = behavioursOf('CloudWatch', import.meta.filename);
const source = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html';

/** As AWS writes data points: 0 is not breaching, X is, - is missing; the newest is on the right. */
const pointsOf = (text: string) => text.split(' ').map((each) => (each === '-' ? undefined : each === 'X'));

/** The states for `missing`, `ignore`, `breaching` and `notBreaching`; `retain` where the current one stays. */
const treatments = ['missing', 'ignore', 'breaching', 'notBreaching'] as const;

type Row = [points: string, filled: number, ...states: string[]];

function check(rows: Row[], datapointsToAlarm: number): void {
  for (const [points, filled, ...states] of rows) {
    const judged = treatments.map((missingData) =>
      judge(pointsOf(points), { evaluationPeriods: 3, datapointsToAlarm, missingData }),
    );
    assert.deepEqual(
      judged.map(({ state }) => state ?? 'retain'),
      states,
      `${points}, ${datapointsToAlarm} of 3`,
    );
    assert.ok(
      judged.every((each) => each.filled === filled),
      `${points}: ${filled} to be filled`,
    );
  }
}

behaviour('missing data with 3 out of 3 data points: every row of AWS’s table', { source }, () => {
  check(
    [
      ['0 - X - X', 0, 'OK', 'OK', 'OK', 'OK'],
      ['0 - - - -', 2, 'OK', 'OK', 'OK', 'OK'],
      ['- - - - -', 3, 'INSUFFICIENT_DATA', 'retain', 'ALARM', 'OK'],
      ['0 X X - X', 0, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
      ['- - X - -', 2, 'ALARM', 'retain', 'ALARM', 'OK'],
    ],
    3,
  );
});

behaviour('missing data with 2 out of 3 data points: every row of AWS’s table', { source }, () => {
  check(
    [
      ['0 - X - X', 0, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
      ['0 0 X 0 X', 0, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
      ['0 - X - -', 1, 'OK', 'OK', 'ALARM', 'OK'],
      ['- - - - 0', 2, 'OK', 'OK', 'ALARM', 'OK'],
      ['- - - X -', 2, 'ALARM', 'retain', 'ALARM', 'OK'],
    ],
    2,
  );
});

behaviour(
  'an alarm does not go to ALARM too early: a breaching data point has to be as old as Datapoints to Alarm, and nothing else be there',
  { source: `${source}#CloudWatch-alarms-avoiding-premature-transition` },
  () => {
    const missing = { evaluationPeriods: 3, datapointsToAlarm: 3, missingData: 'missing' } as const;
    for (const early of ['- - - - X', '- - - X -', '- - - X 0', '- - X - 0'])
      assert.notEqual(judge(pointsOf(early), missing).state, 'ALARM', early);
    assert.equal(judge(pointsOf('- - X - -'), missing).state, 'ALARM');
  },
);

behaviour(
  'an alarm looks farther back than its evaluation periods for data points, and needs no missing ones while it finds enough',
  {
    source,
    fidelity: 'modelled',
    note: 'AWS says how far only for one example, 5 data points for 3 periods: it is always two more here.',
  },
  () => {
    assert.equal(evaluationRange(3), 5);
    for (const missingData of missingDataTreatments) {
      const judged = judge(pointsOf('X X X - -'), {
        evaluationPeriods: 3,
        datapointsToAlarm: 3,
        missingData,
      });
      assert.deepEqual(judged, { state: 'ALARM', evaluated: [0, 1, 2], filled: 0 });
    }
  },
);
