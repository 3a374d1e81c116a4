import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  GetQueryResultsCommand,
  PutLogEventsCommand,
  StartQueryCommand,
  StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { account } from '../../kernel/account.ts';
import { startTemplate } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { clientsOf } from '../../testing/clients.ts';

const behaviour = behavioursOf('CloudWatch Logs Insights', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs';
const api = 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference';

/** The beginning of a minute that is not long ago. */
const begin = Math.floor(Date.now() / 60_000) * 60_000 - 600_000;

/** Groups by name, each with its lines, a second apart. */
async function startGroups(t: TestContext, groups: Record<string, (string | object)[]>) {
  const { cloudWatchLogs: logs } = clientsOf(t, await startTemplate(t, { Resources: {} }));
  for (const [logGroupName, lines] of Object.entries(groups)) {
    await logs.send(new CreateLogGroupCommand({ logGroupName }));
    await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 'one' }));
    const logEvents = lines.map((line, place) => ({
      timestamp: begin + place * 1_000,
      message: typeof line === 'string' ? line : JSON.stringify(line),
    }));
    await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName: 'one', logEvents }));
  }
  const start = (queryString: string, more: Partial<StartQueryCommand['input']> = {}) =>
    logs.send(
      new StartQueryCommand({
        logGroupNames: Object.keys(groups),
        startTime: begin / 1_000,
        endTime: begin / 1_000 + 600,
        queryString,
        ...more,
      }),
    );
  const results = (queryId: string | undefined) => logs.send(new GetQueryResultsCommand({ queryId }));
  /** What a query finds, row by row, without the pointers. */
  const query = async (text: string, more: Partial<StartQueryCommand['input']> = {}) => {
    const { queryId } = await start(text, more);
    await results(queryId);
    const { results: rows = [] } = await results(queryId);
    return rows.map((row) =>
      Object.fromEntries(row.flatMap(({ field, value }) => (field === '@ptr' ? [] : [[field, value]]))),
    );
  };
  return { logs, start, results, query };
}

behaviour(
  'a query runs first and has its results later: who asks too early is told that it runs',
  {
    source: `${api}/API_GetQueryResults.html`,
    fidelity: 'modelled',
    note: 'A query runs until its results have been asked for once, however much it reads.',
  },
  async (t) => {
    const { start, results } = await startGroups(t, { shop: ['sold', 'kept'] });
    const { queryId } = await start('filter @message = "sold"');
    const early = await results(queryId);
    assert.deepEqual([early.status, early.results], ['Running', []]);
    const late = await results(queryId);
    assert.equal(late.status, 'Complete');
    assert.equal(late.results?.length, 1);
    assert.deepEqual(late.statistics, { recordsMatched: 1, recordsScanned: 2, bytesScanned: 8 });
  },
);

behaviour(
  'a query that runs can be stopped; one that has ended cannot',
  { source: `${api}/API_StopQuery.html` },
  async (t) => {
    const { logs, start, results } = await startGroups(t, { shop: ['sold'] });
    const { queryId } = await start('fields @message');
    assert.equal((await logs.send(new StopQueryCommand({ queryId }))).success, true);
    assert.equal((await results(queryId)).status, 'Cancelled');
    await assert.rejects(logs.send(new StopQueryCommand({ queryId })), {
      name: 'InvalidParameterException',
    });
  },
);

behaviour(
  'the time range includes its first and its last second',
  { source: `${api}/API_StartQuery.html` },
  async (t) => {
    const { query } = await startGroups(t, { shop: ['a', 'b', 'c', 'd'] });
    const second = begin / 1_000;
    const found = await query('fields @message | sort @timestamp', {
      startTime: second + 1,
      endTime: second + 2,
    });
    assert.deepEqual(
      found.map((row) => row['@message']),
      ['b', 'c'],
    );
  },
);

behaviour(
  'one query reads several log groups, and @log says which a line is from',
  { source: `${guide}/CWL_AnalyzeLogData-discoverable-fields.html` },
  async (t) => {
    const { query } = await startGroups(t, {
      orders: [{ id: 7 }, { id: 8 }],
      stock: [{ id: 7 }],
    });
    const found = await query('fields @log, @logStream, @timestamp | filter id = 7 | sort @log');
    const at = new Date(begin).toISOString().replace('T', ' ').slice(0, -1);
    assert.deepEqual(found, [
      { '@log': `${account.id}:orders`, '@logStream': 'one', '@timestamp': at },
      { '@log': `${account.id}:stock`, '@logStream': 'one', '@timestamp': at },
    ]);
  },
);

behaviour(
  'the fields of a JSON line are found, those inside others with dots, those of a list with their place',
  { source: `${guide}/CWL_AnalyzeLogData-discoverable-fields.html` },
  async (t) => {
    const { query } = await startGroups(t, {
      shop: [{ order: { id: 'o-1', lines: [{ sku: 'pen' }] }, 'user-agent': 'till' }, 'no JSON {'],
    });
    assert.deepEqual(
      await query('fields order.id, order.lines.0.sku, `user-agent` | filter ispresent(order.id)'),
      [{ 'order.id': 'o-1', 'order.lines.0.sku': 'pen', 'user-agent': 'till' }],
    );
  },
);

behaviour(
  'in a line of a Lambda function the first piece of JSON is found, and what REPORT says of the invocation',
  { source: `${guide}/CWL_AnalyzeLogData-discoverable-fields.html` },
  async (t) => {
    const { query } = await startGroups(t, {
      '/aws/lambda/till': [
        '2026-11-30T03:00:00.000Z\t8f1c\tINFO\t{"id":"o-1","text":"a } b"} {"id":"o-2"}',
        'REPORT RequestId: 8f1c\tDuration: 12.50 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB',
      ],
    });
    assert.deepEqual(await query('fields id, text | filter ispresent(id)'), [{ id: 'o-1', text: 'a } b' }]);
    assert.deepEqual(await query('fields @requestId, @duration, @billedDuration | filter @type = "REPORT"'), [
      { '@requestId': '8f1c', '@duration': '12.5', '@billedDuration': '13' },
    ]);
  },
);

behaviour(
  'filter takes comparisons, and, or, not, in, texts and regular expressions',
  { source: `${guide}/CWL_QuerySyntax-Filter.html` },
  async (t) => {
    const { query } = await startGroups(t, {
      shop: [
        { id: 1, level: 'INFO', text: 'sold' },
        { id: 2, level: 'ERROR', text: 'Not found' },
        { id: 3, level: 'WARN', text: 'late' },
        { id: 10, level: 'ERROR', text: 'late' },
      ],
    });
    const ids = async (condition: string) => {
      const rows = await query(`fields id | filter ${condition} | sort id asc`);
      return rows.map(({ id }) => Number(id));
    };
    assert.deepEqual(await ids('id > 2'), [3, 10]);
    assert.deepEqual(await ids('level = "ERROR" and not (text like "late")'), [2]);
    assert.deepEqual(await ids('level in ["INFO", "WARN"] or id = 10'), [1, 3, 10]);
    assert.deepEqual(await ids('level not in ["INFO", "WARN"]'), [2, 10]);
    assert.deepEqual(await ids('text like /^Not/'), [2]);
    assert.deepEqual(await ids('text =~ /(?i)not/'), [2]);
    assert.deepEqual(await ids('text not like /a/'), [1, 2]);
    assert.deepEqual(await ids('strlen(text) = 4 and id * 2 < 8'), [1, 3]);
  },
);

behaviour(
  'stats counts and computes by field and by time',
  { source: `${guide}/CWL_QuerySyntax-Stats.html` },
  async (t) => {
    const { query } = await startGroups(t, {
      shop: [
        { sku: 'pen', price: 2 },
        { sku: 'ink', price: 5 },
        { sku: 'pen', price: 4 },
      ],
    });
    assert.deepEqual(
      await query('stats count(*) as sold, sum(price), avg(price), max(price) by sku | sort sold desc'),
      [
        { sku: 'pen', sold: '2', 'sum(price)': '6', 'avg(price)': '3', 'max(price)': '4' },
        { sku: 'ink', sold: '1', 'sum(price)': '5', 'avg(price)': '5', 'max(price)': '5' },
      ],
    );
    assert.deepEqual(await query('stats count_distinct(sku) by bin(1m)'), [
      {
        'bin(1m)': new Date(begin).toISOString().replace('T', ' ').slice(0, -1),
        'count_distinct(sku)': '2',
      },
    ]);
    assert.deepEqual(await query('filter sku = "cup" | stats count(*)'), [{ 'count(*)': '0' }]);
  },
);

behaviour(
  'parse makes fields of a text, by a glob or by the named groups of a regular expression',
  { source: `${guide}/CWL_QuerySyntax-Parse.html` },
  async (t) => {
    const { query } = await startGroups(t, { shop: ['user=ann, order=o-1', 'user=bob, order=o-2'] });
    assert.deepEqual(
      await query('parse @message "user=*, order=*" as user, order | display user, order | sort user'),
      [
        { user: 'ann', order: 'o-1' },
        { user: 'bob', order: 'o-2' },
      ],
    );
    assert.deepEqual(await query('parse @message /user=(?<name>\\w+)/ | filter name = "bob" | fields name'), [
      { name: 'bob' },
    ]);
  },
);

behaviour(
  'without fields a row is its time and its line; limit ends the list, and dedup keeps one of each',
  { source: `${guide}/CWL_QuerySyntax-Limit.html` },
  async (t) => {
    const { query } = await startGroups(t, { shop: ['a', 'b', 'a'] });
    const found = await query('sort @timestamp desc | limit 2');
    assert.deepEqual(
      found.map((row) => [Object.keys(row).join(), row['@message']]),
      [
        ['@timestamp,@message', 'a'],
        ['@timestamp,@message', 'b'],
      ],
    );
    assert.equal((await query('fields @message | dedup @message')).length, 2);
  },
);

behaviour(
  'a query that cannot be run is refused at once, and says what and what instead',
  { source: `${api}/API_StartQuery.html` },
  async (t) => {
    const { start } = await startGroups(t, { shop: ['a'] });
    const refused = (query: string, message: RegExp) =>
      assert.rejects(start(query), { name: 'MalformedQueryException', message });
    await refused('fields @message | pattern @message', /does not run pattern\. Use these: fields, /);
    await refused('fields @message | smooth x', /there is no command smooth\. Use these: fields, /);
    await refused('fields jsonParse(@message)', /has no function jsonParse\. Use one of these/);
    await refused('stats stddev(price)', /has no function stddev of stats\. Use one of these/);
    await refused('filter id = ', /ends too early\. Write a field or a value/);
    await refused('filter text like /(/', /is no regular expression/);
    await refused('parse @message "a *" as b, c', /has 1 \*, and as names 2 fields/);
    await refused('limit 0', /limit 0 cannot be/);
    await assert.rejects(start('fields @message', { logGroupNames: ['none'] }), {
      name: 'ResourceNotFoundException',
    });
  },
);

behaviour(
  'sort puts texts before numbers, and compares the digits in texts by their length first',
  { source: `${guide}/CWL_QuerySyntax-Sort.html` },
  async (t) => {
    const sorted = '!: # *%04 0# 5A 111A 2345_ @ @_ A A9876fghj a12345hfh 0 01 1 2 3'.split(' ');
    const { query } = await startGroups(t, { shop: sorted.toReversed() });
    const inOrder = async (direction: string) =>
      (await query(`fields @message | sort @message ${direction}`)).map((row) => row['@message']);
    assert.deepEqual(await inOrder('asc'), sorted);
    assert.deepEqual(await inOrder('desc'), sorted.toReversed());
  },
);

behaviour(
  'functions that ask something give 1 or 0, and sort takes what a function gives',
  { source: `${guide}/CWL_QuerySyntax-operations-functions.html#CWL_QuerySyntax-string-functions` },
  async (t) => {
    const { query } = await startGroups(t, { shop: [{ n: -3 }, { n: 2, text: ' ' }, { n: 1, text: 'ink' }] });
    assert.deepEqual(
      await query('fields n, isempty(text) as e, isblank(text) as b, ispresent(text) as p | sort abs(n)'),
      [
        { n: '1', e: '0', b: '0', p: '1' },
        { n: '2', e: '0', b: '1', p: '1' },
        { n: '-3', e: '1', b: '1', p: '0' },
      ],
    );
    assert.deepEqual(await query('filter not isblank(text) | fields n'), [{ n: '1' }]);
    assert.deepEqual(await query('filter isblank(text) = 1 and n > 0 | fields n'), [{ n: '2' }]);
    assert.deepEqual(await query('filter strcontains(text, "nk") | fields n'), [{ n: '1' }]);
  },
);

behaviour(
  'functions of numbers and texts compute as their page says',
  { source: `${guide}/CWL_QuerySyntax-operations-functions.html` },
  async (t) => {
    const { query } = await startGroups(t, { shop: [{ n: 2.256, text: 'xyZxyfooxyZ' }] });
    for (const [expression, value] of [
      ['2 ^ 3', '8'],
      ['10 % 3', '1'],
      ['2 * 2 ^ 3 - 1', '15'],
      ['abs(1 - 3)', '2'],
      ['ceil(n)', '3'],
      ['floor(n)', '2'],
      ['round(n)', '2'],
      ['round(n, 2)', '2.26'],
      ['greatest(1, n, 2)', '2.256'],
      ['least(1, n, 2)', '1'],
      ['sqrt(16)', '4'],
      ['log(1)', '0'],
      ['log(0)', undefined],
      ['abs(text)', undefined],
      ['ltrim(text, "xyZ")', 'fooxyZ'],
      ['rtrim(text, "xyZ")', 'xyZxyfoo'],
      ['trim(text, "xyZ")', 'foo'],
      ['trim(" ink ")', 'ink'],
      ['substr("xyZfooxyZ", 3, 3)', 'foo'],
      ['substr("xyZfooxyZ", 6)', 'xyZ'],
      ['replace("foo", "o", "0")', 'f00'],
      ['if(n > 2, "more", "less")', 'more'],
      ['isNumeric(n) + isNumeric(text)', '1'],
    ] as const) {
      const [row] = await query(`fields ${expression} as it`);
      assert.equal(row?.it, value, expression);
    }
  },
);

behaviour(
  'bin, datefloor and dateceil give timestamps, by whatever name; of seconds and minutes they take at most 60',
  { source: `${guide}/CWL_QuerySyntax-operations-functions.html#CWL_QuerySyntax-datetime` },
  async (t) => {
    const { query, start } = await startGroups(t, { shop: Array(120).fill('sold') });
    const at = (seconds: number) =>
      new Date(begin + seconds * 1_000).toISOString().replace('T', ' ').slice(0, -1);
    const minutes = [
      { at: at(0), sold: '60' },
      { at: at(60), sold: '60' },
    ];
    for (const bin of ['bin(1m)', 'bin(60s)', 'bin(300s)', 'bin(1min)', 'datefloor(@timestamp, 1minute)'])
      assert.deepEqual(await query(`stats count(*) as sold by ${bin} as at | sort at`), minutes, bin);
    assert.deepEqual(
      await query('fields dateceil(@timestamp, 1m) as up, @timestamp as at | sort at | limit 2'),
      [
        { up: at(0), at: at(0) },
        { up: at(60), at: at(1) },
      ],
    );
    assert.deepEqual(await query('fields toMillis(@timestamp) as ms | sort ms | limit 1'), [
      { ms: String(begin) },
    ]);
    assert.deepEqual(await query(`fields fromMillis(${begin}) as at | limit 1`), [{ at: at(0) }]);
    await assert.rejects(start('stats count(*) by bin(0m)'), {
      name: 'MalformedQueryException',
      message: /bin has 0m, which is no period/,
    });
  },
);

behaviour(
  'stats gives percentiles, what was first and last in time, and what sorts first and last',
  {
    source: `${guide}/CWL_QuerySyntax-Stats.html`,
    fidelity: 'modelled',
    note: 'A percentile is the smallest value that so many percent of the values are not above.',
  },
  async (t) => {
    const { query } = await startGroups(t, {
      shop: [12, 4, 30, 7, 9].map((ms, place) => ({ ms, order: `o-${[9, 10, 2, 30, 1][place]}` })),
    });
    assert.deepEqual(await query('stats pct(ms, 50) as p50, pct(ms, 99) as p99, earliest(ms), latest(ms)'), [
      { p50: '9', p99: '30', 'earliest(ms)': '12', 'latest(ms)': '9' },
    ]);
    assert.deepEqual(await query('stats sortsFirst(order) as first, sortsLast(order) as last'), [
      { first: 'o-1', last: 'o-30' },
    ]);
    assert.deepEqual(await query('stats count(*) by order | sort count(*) desc, order desc | limit 1'), [
      { order: 'o-30', 'count(*)': '1' },
    ]);
  },
);

behaviour(
  'stats computes with what its functions give, and a second stats with what the first has given',
  { source: `${guide}/CWL_QuerySyntax-Stats.html#CWL_QuerySyntax-stats-multi` },
  async (t) => {
    const { query, start } = await startGroups(t, {
      shop: [
        { till: 'a', items: 4 },
        { till: 'a', items: 2 },
        { till: 'b', items: 1 },
      ],
    });
    assert.deepEqual(
      await query('STATS sum(items) / count(*) AS mean, abs(0 - max(items)) BY till | SORT till'),
      [
        { till: 'a', mean: '3', 'abs(0 - max(items))': '4' },
        { till: 'b', mean: '1', 'abs(0 - max(items))': '1' },
      ],
    );
    const moment = (ms: number) => new Date(ms).toISOString().replace('T', ' ').slice(0, -1);
    const perMinute =
      'STATS sum(items) AS sold, max(@timestamp) AS @t BY till | STATS max(sold), sum(sold) BY ';
    assert.deepEqual(await query(`${perMinute} datefloor(@t, 1m) AS minute`), [
      { minute: moment(begin), 'max(sold)': '6', 'sum(sold)': '7' },
    ]);
    assert.deepEqual(await query('stats max(@timestamp) as last'), [{ last: moment(begin + 2_000) }]);
    const refused = (text: string, message: RegExp) =>
      assert.rejects(start(text), { name: 'MalformedQueryException', message });
    await refused('stats items', /stats computes functions of fields, and items is none/);
    await refused('stats count(*) | stats count(*) | stats count(*)', /may have two stats/);
    await refused(
      'stats count(*) as n by till | limit 1 | stats max(n)',
      /limit stands before the second stats/,
    );
  },
);

behaviour(
  'dedup keeps every row that lacks one of its fields, and only limit stands behind it',
  { source: `${guide}/CWL_QuerySyntax-Dedup.html` },
  async (t) => {
    const { query, start } = await startGroups(t, {
      shop: [{ n: 1, server: 'a' }, { n: 2 }, { n: 3, server: 'a' }, { n: 4 }],
    });
    const found = await query('fields n | sort n desc | dedup server | limit 3');
    assert.deepEqual(
      found.map(({ n }) => n),
      ['4', '3', '2'],
    );
    await assert.rejects(start('dedup server | sort n'), {
      name: 'MalformedQueryException',
      message: /behind dedup only limit may stand, and there is sort/,
    });
  },
);

behaviour(
  'capitals do not count in a regular expression that begins with (?i), also behind ^',
  { source: `${guide}/CWL_QuerySyntax-Filter.html` },
  async (t) => {
    const { query } = await startGroups(t, { shop: ['Exception', 'exception', 'an exception'] });
    assert.equal((await query('filter @message like /(?i)Exception/')).length, 3);
    assert.equal((await query('filter @message =~ /^(?i)Exception$/')).length, 2);
  },
);
