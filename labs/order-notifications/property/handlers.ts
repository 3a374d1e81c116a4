/** The lab's handlers in this process, as they are deployed. */
Object.assign(process.env, {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  ORDERS_TABLE: 'Orders',
  CONNECTIONS_TABLE: 'Connections',
  CALLBACK_URL: 'https://socket.test/live',
});
const [{ handler: connect }, { handler: catchUp }, { handler: tellChange }] = await Promise.all([
  import('../handlers/connect.ts'),
  import('../handlers/catch-up.ts'),
  import('../handlers/tell-change.ts'),
]);

export { catchUp, connect, tellChange };
