import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CallError } from '../call-error.ts';
import { readLabFlags } from './flags.ts';

test('a name and flags', () => {
  const flags = readLabFlags(['two-paths', '--yes', '--json', '--seed', '7']);
  assert.equal(flags.name, 'two-paths');
  assert.equal(flags.seed, 7);
  assert.ok(flags.yes && flags.json && !flags.record && !flags.keep);
});

test('settings of the stack that is kept', () => {
  const { context } = readLabFlags(['two-paths', '--keep', '-c', 'way=a=b', '-c', 'serviceMs=5']);
  assert.deepEqual(context, { way: 'a=b', serviceMs: '5' });
});

test('AWS: the account, the Region and what the run may cost', () => {
  const { target, record } = readLabFlags(
    'two-paths --target aws --profile mine --region eu-central-1 --yes --budget 0.50 --record'.split(' '),
  );
  assert.deepEqual(target, { kind: 'aws', profile: 'mine', region: 'eu-central-1', budget: 0.5 });
  assert.ok(record);
  const { clean } = readLabFlags(['--clean', 'aws', '--region', 'eu-central-1']);
  assert.deepEqual(clean, { kind: 'aws', profile: undefined, region: 'eu-central-1' });
});

const wrong: [args: string[], problem: RegExp, remedy: RegExp][] = [
  [['two-paths', '--jsn'], /no flag --jsn/, /Did you mean --json/],
  [['two-paths', '--seed', 'lucky'], /--seed lucky/, /whole number/],
  [['two-paths', '--seed', '-1'], /seed/, /./],
  [['two-paths', '--seed', '4294967296'], /--seed 4294967296/, /4294967295/],
  [['two-paths', '--repetitions', '0'], /--repetitions 0/, /from 1 to 99/],
  [['two-paths', '--repetitions', 'twice'], /--repetitions twice/, /whole number/],
  [['two-paths', '--repetitions', '2', '--record'], /--repetitions and --record/, /as many repetitions/],
  [['two-paths', '--target', 'azure'], /--target azure/, /--target aws/],
  [['two-paths', '--target', 'aws', '--yes'], /With --yes nobody is asked/, /--budget 0\.50/],
  [['two-paths', '--target', 'aws', '--json'], /With --json nobody is asked/, /--budget 0\.50/],
  [['two-paths', '--target', 'aws', '--budget', '50 cents'], /--budget 50 cents/, /--budget 0\.50/],
  [['two-paths', '--target', 'aws', '--keep'], /--keep and --target aws/, /taken down/],
  [['--all', '--target', 'aws'], /--all and --target aws/, /one experiment/],
  [['--target', 'aws'], /--target needs a lab/, /npm run lab/],
  [['two-paths', '--region', 'eu-central-1'], /--region goes with --target aws/, /Add --target aws/],
  [['two-paths', '--budget', '1'], /--budget goes with --target aws/, /Add --target aws/],
  [['--clean', 'gcp'], /--clean gcp/, /--clean aws/],
  [['two-paths', '--clean', 'aws'], /two-paths and --clean aws/, /any run/],
  [['--clean', 'aws', '--target', 'aws'], /--target and --clean aws/, /any run/],
  [['two-paths', '--target', 'endpoint='], /names no address/, /endpoint=http:/],
  [['two-paths', '--target', 'endpoint=localhost:4566'], /localhost:4566 is no address/, /http:\/\//],
  [['two-paths', '--target', 'endpoint=4566'], /endpoint=4566 is no address/, /endpoint=http:/],
  [['two-paths', '--target', 'endpoint=ftp://localhost'], /ftp:.* neither http nor https/, /SDKs/],
  [
    ['two-paths', '--target', 'endpoint=http://a:b@localhost'],
    /a password \(host localhost\)/,
    /Leave them out/,
  ],
  [['two-paths', '--target', 'endpoint=http://localhost/v1'], /after host and port/, /http:\/\/localhost\./],
  [['two-paths', '--target', 'endpoint=https://sqs.us-east-1.amazonaws.com'], /AWS itself/, /costs money/],
  [['two-paths', '--target', 'endpoint=https://sqs.us-east-1.amazonaws.com.'], /AWS itself/, /costs money/],
  [['two-paths', '--target', 'endpoint=https://sqs.eusc-de-east-1.amazonaws.eu'], /AWS itself/, /costs/],
  [['two-paths', '--target', 'endpoint=https://abc.lambda-url.us-east-1.on.aws'], /AWS itself/, /costs/],
  [['--all', '--target', 'endpoint=http://localhost'], /--all and --target/, /one run/],
  [['two-paths', '--keep', '--target', 'endpoint=http://localhost'], /--keep and --target/, /one run/],
  [['two-paths', '--record', '--target', 'endpoint=http://localhost'], /--record and --target/, /pages/],
  [['--target', 'endpoint=http://localhost'], /--target needs a lab/, /npm run lab/],
  [['two-paths', 'sync-api'], /two-paths sync-api/, /lab\/experiment/],
  [['--record'], /need a lab/, /npm run lab/],
  [['--all', '--keep'], /--all and --keep/, /one lab/],
  [['two-paths', '--keep', '--record'], /--record and --keep/, /no experiment runs/],
  [['two-paths', '-c', 'way=b'], /-c way=b goes with --keep/, /add --keep/],
  [['two-paths', '--keep', '-c', 'way'], /-c way gives no value/, /name=value/],
  [['two-paths', '--keep', '--json'], /--json and --keep/, /no experiment runs/],
  [['two-paths', '--keep', '--repetitions', '2'], /--repetitions and --keep/, /no experiment runs/],
  [['two-paths', '--reset', '--record'], /--reset and --record/, /one after the other/],
  [['two-paths', '--reset', '--all'], /--reset and --all/, /one after the other/],
  [['--statements', '--json'], /--statements and --json/, /one after the other/],
  [['--reset', '--statements'], /--reset and --statements/, /one after the other/],
  [['--clean', 'aws', '--reset'], /--reset and --clean/, /one after the other/],
  [['two-paths', '--statements'], /--statements takes no two-paths/, /all labs/],
  [['two-paths', '--seed='], /--seed has no value/, /after the flag/],
  [['two-paths', '--seed', '1', '--seed', '2'], /--seed is given twice: 1 and 2/, /once/],
  [['two-paths', '--repetitions', '1e1'], /--repetitions 1e1/, /whole number/],
  [['two-paths', '--repetitions', 'NaN'], /--repetitions NaN/, /whole number/],
];

for (const [args, problem, remedy] of wrong) {
  test(`refuses ${args.join(' ')}`, () => {
    assert.throws(
      () => readLabFlags(args),
      (error) => {
        assert.ok(error instanceof CallError);
        assert.match(error.problem, problem);
        assert.match(error.remedy, remedy);
        return true;
      },
    );
  });
}
