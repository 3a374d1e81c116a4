import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { compose, modulesHere } from './compose.ts';

/*
 * Modules as a process that listens on PORT: the entry point of a container's image. It catches no error of a request:
 * one that nobody expected ends the process, as it does by default in Node.js.
 */
const answer = await compose(modulesHere);

const server = createServer(async (request, response) => {
  const { method = '', url = '' } = request;
  // #region health
  const { status, body } =
    url === '/health'
      ? { status: 200, body: {} }
      : await answer({ method, path: url, body: await text(request) });
  // #endregion health
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
});
// Longer than a load balancer keeps an idle connection, or it would send into one that is being closed.
server.keepAliveTimeout = 65_000;
server.listen(Number(process.env.PORT));
process.once('SIGTERM', () => server.close());
