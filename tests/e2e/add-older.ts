/** Runs in the page: writes `count` results older than all others, `older 1` the newest of them. */
export async function addOlder(count: number): Promise<void> {
  const db = await new Promise<IDBDatabase>((resolve) => {
    const open = indexedDB.open("refshot");
    open.onsuccess = () => resolve(open.result);
  });
  const change = db.transaction("generations", "readwrite");
  const records = change.objectStore("generations");
  records.getAll().onsuccess = ({ target }) => {
    const [one] = (target as IDBRequest).result;
    for (let i = 1; i <= count; i++) {
      const own = { id: crypto.randomUUID(), batchId: crypto.randomUUID(), createdAt: 1e12 - i * 1e6 };
      records.add({ ...one, ...own, prompt: `older ${i}` });
    }
  };
  await new Promise((resolve) => {
    change.oncomplete = resolve;
  });
  db.close();
}
