// botbuilder has no storage of its own for SQLite: the plainest one there can be, with our durability.
import Database from 'better-sqlite3';

export function openDatabase(path) {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID');
  db.exec('CREATE TABLE IF NOT EXISTS transcript (channel TEXT, conversation TEXT, at TEXT, body TEXT)');
  db.exec('CREATE INDEX IF NOT EXISTS of_conversation ON transcript (channel, conversation, at)');
  return db;
}

/** A Storage of botbuilder: the last writer wins, as BotState writes it. */
export function sqliteStorage(db) {
  const select = db.prepare('SELECT body FROM state WHERE key = ?');
  const upsert = db.prepare(
    'INSERT INTO state VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET body = excluded.body',
  );
  const remove = db.prepare('DELETE FROM state WHERE key = ?');
  return {
    read: async (keys) =>
      Object.fromEntries(
        keys.flatMap((key) => {
          const row = select.get(key);
          return row === undefined ? [] : [[key, JSON.parse(row.body)]];
        }),
      ),
    write: async (changes) => {
      for (const [key, value] of Object.entries(changes)) upsert.run(key, JSON.stringify(value));
    },
    delete: async (keys) => {
      for (const key of keys) remove.run(key);
    },
  };
}

/** A transcript store of botbuilder: a row for each activity. */
export function sqliteTranscripts(db) {
  const insert = db.prepare('INSERT INTO transcript VALUES (?, ?, ?, ?)');
  return {
    logActivity: async (activity) => {
      const at = String(activity.timestamp ?? new Date().toISOString());
      insert.run(activity.channelId, activity.conversation.id, at, JSON.stringify(activity));
    },
  };
}
