// What was typed and does not lie safely on the server yet: kept on this device, one draft a sheet and writer.
// Signing out wipes it (the server says Clear-Site-Data); nobody else's draft is ever read.

const NAME = "stagemap-drafts", STORE = "drafts";

/**
 * @typedef {object} Draft
 * @property {string} revision the revision of the sheet that was being changed
 * @property {[string, string][]} values what the form held
 */

/** @returns {Promise<IDBDatabase>} */
const opened = new Promise((resolve, reject) => {
  const asked = indexedDB.open(NAME, 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});
opened.catch(() => {}); // told where it is used

/**
 * Run one request and wait until it lies on the disk.
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} ask
 * @returns {Promise<T>}
 */
async function run(mode, ask) {
  const change = (await opened).transaction(STORE, mode, { durability: "strict" });
  const request = ask(change.objectStore(STORE));
  return new Promise((resolve, reject) => {
    change.oncomplete = () => resolve(request.result);
    change.onabort = change.onerror = () => reject(change.error);
  });
}

/** @param {string} key @returns {Promise<Draft | undefined>} */
export const find = key => run("readonly", store => store.get(key));

/** @param {string} key @param {Draft} draft */
export const keep = (key, draft) => run("readwrite", store => store.put(draft, key));

/** @param {string} key */
export const drop = key => run("readwrite", store => store.delete(key));
