import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AddressBook } from './address-book.ts';

const host = 'web-1.us-east-1.elb.amazonaws.com';

test('a host is found with every scheme and without one', () => {
  const book = new AddressBook();
  book.addHost(host, 4000);
  assert.equal(book.localize(`http://${host}/orders`), 'http://127.0.0.1:4000/orders');
  assert.equal(book.localize(`https://${host}`), 'http://127.0.0.1:4000');
  assert.equal(book.localize(`wss://${host}/prod`), 'ws://127.0.0.1:4000/prod');
  assert.equal(book.localize(`call ${host}, please`), 'call 127.0.0.1:4000, please');
});

test('a port of its own leads elsewhere, whichever was added first', () => {
  const book = new AddressBook();
  book.addHost(host, 4000);
  book.addHost(`${host}:8080`, 4001);
  assert.equal(
    book.localize(`http://${host}:8080/x http://${host}/x`),
    'http://127.0.0.1:4001/x http://127.0.0.1:4000/x',
  );
});

test('a name that only ends or begins like a known one is left alone', () => {
  const book = new AddressBook();
  book.addHost(host, 4000);
  for (const other of [`my${host}`, `a.${host}`, `${host}.cn`, `${host}-2`])
    assert.equal(book.localize(other), other);
});
