import { asideKey, type Backend, type Change, type Stored } from './backend.ts';

const name = '200-or-202';
const table = 'progress';
const key = 'record';
const patienceMs = 3_000;

/** Keeps the record in IndexedDB. Rejects where the browser has none, refuses it, or does not answer. */
export async function openIndexedDb(): Promise<Backend> {
  let connection: IDBDatabase | undefined = await connect();
  return {
    keeps: 'indexed-db',
    async update(change) {
      connection ??= await connect();
      const open = connection;
      const forget = () => {
        if (connection === open) connection = undefined;
      };
      open.onclose = forget;
      open.onversionchange = () => {
        forget();
        open.close();
      };
      try {
        await transact(open, change);
      } catch (error) {
        // A connection that the browser has closed cannot be used again; the next change opens another one.
        if (error instanceof DOMException && error.name === 'InvalidStateError') forget();
        throw error;
      }
    },
  };
}

function connect(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    const timer = setTimeout(() => reject(new Error('IndexedDB does not answer.')), patienceMs);
    request.onupgradeneeded = () => request.result.createObjectStore(table);
    request.onsuccess = () => {
      clearTimeout(timer);
      resolve(request.result);
    };
    request.onerror = () => {
      clearTimeout(timer);
      reject(request.error);
    };
  });
}

function transact(database: IDBDatabase, change: (stored: Stored | undefined) => Change): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(table, 'readwrite');
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    const records = transaction.objectStore(table);
    const found = records.get(key);
    found.onsuccess = () => {
      const { stored, aside } = change(found.result as Stored | undefined);
      if (aside !== undefined) records.put(aside, asideKey(Date.now()));
      if (stored) records.put(stored, key);
    };
  });
}
