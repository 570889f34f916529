import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Server } from 'node:http';

/** A supervisor waits ten seconds; a client that never reads its answer to the end would hold the process for ever. */
const PATIENCE_MS = 5_000;

/** Lets requests in hand finish when the process is told to stop, and lets go of what is still open after that. */
@Injectable()
export class LetGo implements BeforeApplicationShutdown {
  constructor(private readonly host: HttpAdapterHost) {}

  beforeApplicationShutdown(): void {
    // The operator's commands use the same rooms without listening.
    const adapter = this.host.httpAdapter as HttpAdapterHost['httpAdapter'] | null;
    const server = adapter?.getHttpServer() as Server | undefined;
    if (server) setTimeout(() => server.closeAllConnections(), PATIENCE_MS).unref();
  }
}
