/** Connects to the WebSocket API at the address given, asks how the orders stand, and prints what it hears. */
const address = process.argv[2];
if (!address) {
  console.error('There is no address. Call it as `npx node listen.ts "$SocketUrl?customer=me"`.');
  process.exit(2);
}
const socket = new WebSocket(address);
socket.addEventListener('open', () => {
  console.log('connected');
  socket.send(JSON.stringify({ action: 'catch-up' }));
});
socket.addEventListener('message', ({ data }) => console.log(String(data)));
socket.addEventListener('close', () => console.log('closed'));
socket.addEventListener('error', () => {
  console.error(`There is no connection to ${address}. Is the lab running?`);
  process.exit(1);
});
