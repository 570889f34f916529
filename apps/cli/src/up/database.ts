import {
  type EmbeddedPostgres,
  type Environment,
  removeEmbeddedPostgres,
  resolveConnections,
  startEmbeddedPostgres,
} from '@madoguchi/platform';

/** The database that `up` works on: one that is given, or the embedded one, kept alive. */
export interface Database {
  readonly ownerUrl: string;
  stop(): Promise<void>;
}

export interface DatabaseOptions {
  readonly environment: Environment;
  readonly dataDir: string;
  readonly fresh: boolean;
  readonly log: (line: string) => void;
  /** Called when the embedded server came back under another address. */
  readonly onMoved: () => void;
  /** Called when it ended and cannot be started again. */
  readonly onLost: (reason: string) => void;
}

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { environment, dataDir, fresh, log } = options;
  if (environment['DATABASE_URL']) {
    if (fresh) throw new Error('--fresh deletes the embedded database only; with DATABASE_URL, empty that database yourself.');
    const { owner } = resolveConnections(environment);
    return { ownerUrl: owner ?? '', stop: () => Promise.resolve() };
  }
  if (fresh) await removeEmbeddedPostgres(dataDir);

  let stopping = false;
  let server: EmbeddedPostgres = await startEmbeddedPostgres({ dataDir, durable: true, log });
  const watch = async (): Promise<void> => {
    let lastStart = 0;
    while (!stopping) {
      const reason = (await server.ended) ?? 'It was stopped from outside.';
      if (stopping) return;
      if (Date.now() - lastStart < 10_000) throw new Error(reason);
      lastStart = Date.now();
      log(`The database ended: ${reason} Starting it again`);
      const { port } = server;
      server = await startEmbeddedPostgres({ dataDir, durable: true, log });
      if (stopping) await server.stop();
      else if (server.port !== port) options.onMoved();
    }
  };
  void watch().catch((error: unknown) => options.onLost(error instanceof Error ? error.message : String(error)));
  return {
    ownerUrl: server.ownerUrl,
    stop: async () => {
      stopping = true;
      await server.stop();
    },
  };
}
