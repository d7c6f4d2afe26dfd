import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type {
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
  SqlQuery,
  Transaction,
} from "@prisma/driver-adapter-utils";
import Database from "better-sqlite3";

const shared: { genkanInsideTransaction?: AsyncLocalStorage<true> } = globalThis as {
  genkanInsideTransaction?: AsyncLocalStorage<true>;
};

/**
 * Set while a transaction callback runs, so that a query on the base client inside it is caught. One for the
 * process: the server's entry and the bundled routes each load this module.
 */
shared.genkanInsideTransaction ??= new AsyncLocalStorage<true>();
export const insideTransaction: AsyncLocalStorage<true> = shared.genkanInsideTransaction;

/** First come, first served. `hold` resolves to the function that lets the next one in. */
class Gate {
  private tail: Promise<void> = Promise.resolve();
  private waiting = 0;

  get busy(): boolean {
    return this.waiting > 0;
  }

  hold(): Promise<() => void> {
    let open: () => void = () => undefined;
    const previous = this.tail;
    this.tail = new Promise<void>((resolve) => {
      open = resolve;
    });
    this.waiting += 1;
    const release = () => {
      this.waiting -= 1;
      open();
    };
    return previous.then(() => release);
  }

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (!this.busy) return work();
    const release = await this.hold();
    try {
      return await work();
    } finally {
      release();
    }
  }
}

/** @throws an Error inside a transaction callback, for whatever would wait for that transaction to end */
export function refuseInsideTransaction(): void {
  if (insideTransaction.getStore()) {
    throw new Error("a query on the base client inside a transaction callback would wait for itself: use tx");
  }
}

/**
 * The stock adapter runs every statement on one connection, and only transactions take its lock: a plain
 * statement issued meanwhile runs inside somebody else's transaction and is lost when that rolls back.
 * Here every statement waits for the open transaction to end.
 */
function serialise(inner: SqlDriverAdapter): SqlDriverAdapter {
  const gate = new Gate();
  const through = <T>(work: () => Promise<T>): Promise<T> => {
    refuseInsideTransaction();
    return gate.pass(work);
  };
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    queryRaw: (query: SqlQuery) => through(() => inner.queryRaw(query)),
    executeRaw: (query: SqlQuery) => through(() => inner.executeRaw(query)),
    executeScript: (script: string) => through(() => inner.executeScript(script)),
    dispose: () => inner.dispose(),
    getConnectionInfo: () => ({ maxBindValues: 999, supportsRelationJoins: false }),
    async startTransaction(isolationLevel) {
      refuseInsideTransaction();
      if (isolationLevel && isolationLevel !== "SERIALIZABLE")
        throw new Error("SQLite's transactions are all serializable");
      const release = await gate.hold();
      try {
        await inner.executeRaw(statement("BEGIN"));
        return transactionOn(inner, release);
      } catch (error) {
        release();
        throw error;
      }
    },
  };
}

const statement = (sql: string): SqlQuery => ({ sql, args: [], argTypes: [] });

/**
 * Not the stock transaction: when a BEGIN fails that one keeps its lock for ever, and when a COMMIT fails it
 * leaves the transaction open, for everybody's next statements to fall into.
 */
function transactionOn(inner: SqlDriverAdapter, release: () => void): Transaction {
  const run = async (sql: string) => void (await inner.executeRaw(statement(sql)));
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    // Prisma itself sends COMMIT and ROLLBACK, then calls commit or rollback; rollback also after a failed COMMIT.
    options: { usePhantomQuery: false },
    queryRaw: (query) => inner.queryRaw(query),
    executeRaw: (query) => inner.executeRaw(query),
    createSavepoint: (name) => run(`SAVEPOINT ${name}`),
    rollbackToSavepoint: (name) => run(`ROLLBACK TO ${name}`),
    releaseSavepoint: (name) => run(`RELEASE SAVEPOINT ${name}`),
    commit: async () => release(),
    async rollback() {
      // Fails when nothing is open any more, which is what is wanted.
      await run("ROLLBACK").catch(() => undefined);
      release();
    },
  };
}

/** The most prepared statements a connection keeps. */
const keptStatements = 500;

/**
 * The stock adapter prepares every statement anew, which costs more than most of them take to run. SQLite itself
 * compiles a kept one again after the schema changed, https://sqlite.org/c3ref/prepare.html
 */
function keepStatements(inner: SqlDriverAdapter): void {
  const client: unknown = Reflect.get(inner, "client");
  if (!(client instanceof Database)) throw new Error("the SQLite adapter holds no better-sqlite3 database");
  const prepare = client.prepare.bind(client);
  const kept = new Map<string, KeptStatement>();
  const prepareOnce = (sql: string): KeptStatement => {
    let statement = kept.get(sql);
    if (!statement) {
      statement = keptStatement(prepare(sql));
      if (kept.size >= keptStatements) kept.clear();
      kept.set(sql, statement);
    }
    return statement;
  };
  Object.assign(client, { prepare: prepareOnce });
}

type KeptStatement = ReturnType<typeof keptStatement>;

/** What the stock adapter calls of a statement, with parameters given to each run: better-sqlite3 binds only once. */
function keptStatement(statement: Database.Statement<unknown[]>) {
  const columns = statement.reader ? statement.raw().columns() : [];
  return {
    run: () => statement.run(),
    bind: (parameters: unknown[]) => ({
      reader: statement.reader,
      columns: () => columns,
      run: () => statement.run(parameters),
      raw: () => ({ all: () => statement.all(parameters) }),
    }),
  };
}

/**
 * A Prisma driver adapter factory for one SQLite file.
 * @param url `file:` and a path, or `:memory:`
 */
export function sqliteAdapter(url: string): SqlMigrationAwareDriverAdapterFactory {
  const stock = new PrismaBetterSqlite3({ url, timeout: 1000 }, { timestampFormat: "iso8601" });
  const prepare = async (connection: Promise<SqlDriverAdapter>) => {
    const inner = await connection;
    // FULL: a commit is on disk before its answer leaves, https://sqlite.org/pragma.html#pragma_synchronous
    await inner.executeScript(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 1000;",
    );
    keepStatements(inner);
    return serialise(inner);
  };
  return {
    provider: stock.provider,
    adapterName: stock.adapterName,
    connect: () => prepare(stock.connect()),
    connectToShadowDb: () => stock.connectToShadowDb(),
  };
}
