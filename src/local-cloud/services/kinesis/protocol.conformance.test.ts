import assert from 'node:assert/strict';
import { connect } from 'node:http2';
import { ListStreamsCommand } from '@aws-sdk/client-kinesis';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startStreams } from '../../testing/kinesis.ts';

const behaviour = behavioursOf('Kinesis Data Streams', import.meta.filename);

behaviour(
  'the API speaks HTTP/2, as the SDK for JavaScript does with it, and HTTP/1.1, as other clients do',
  { source: 'https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/node-http2.html' },
  async (t) => {
    const { client, cloud } = await startStreams(t);
    assert.deepEqual((await client.send(new ListStreamsCommand({}))).StreamNames, ['Test-Stream']);
    const overHttp1 = await fetch(cloud.endpoints.kinesis, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'Kinesis_20131202.ListStreams',
      },
      body: '{}',
    });
    const { StreamNames } = (await overHttp1.json()) as { StreamNames: string[] };
    assert.deepEqual(StreamNames, ['Test-Stream']);
  },
);

behaviour(
  'whoever comes from another site is turned away over HTTP/2 too',
  {
    source: 'https://docs.aws.amazon.com/kinesis/latest/APIReference/CommonErrors.html',
    fidelity: 'differs',
    note: 'on AWS every call is signed; here only programs of this machine may call',
  },
  async (t) => {
    const { cloud } = await startStreams(t);
    const session = connect(cloud.endpoints.kinesis);
    t.after(() => session.destroy());
    const status = (headers: Record<string, string>) =>
      new Promise((resolve, reject) => {
        const request = session.request({ ':method': 'POST', ':path': '/', ...headers });
        request.on('response', (answer) => resolve(answer[':status']));
        request.on('error', reject);
        request.end('{}');
      });
    assert.equal(await status({ ':authority': 'evil.example' }), 403);
    assert.equal(await status({ origin: 'https://evil.example' }), 403);
    assert.equal(await status({ 'x-amz-target': 'Kinesis_20131202.ListStreams' }), 200);
  },
);
