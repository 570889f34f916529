import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** A supervisor waits ten seconds; a client that never reads its answer to the end would hold the process for ever. */
const PATIENCE_MS = 5_000;
/** A proxy keeps connections open for the next request: each is let go as soon as nothing is asked on it. */
const LOOK_EVERY_MS = 50;
const UNUSED_MS = 500;

/** Lets requests in hand finish when the process is told to stop, and lets go of connections on which nothing is asked, and of all in the end. */
@Injectable()
export class LetGo implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly open = new Set<Socket>();

  constructor(private readonly host: HttpAdapterHost) {}

  onApplicationBootstrap(): void {
    this.server?.on('connection', (socket) => {
      this.open.add(socket);
      socket.once('close', () => this.open.delete(socket));
    });
  }

  beforeApplicationShutdown(): void {
    const { server } = this;
    if (!server) return;
    // One that was opened ahead and never asked anything is not idle to the server. What was just opened may be about to ask.
    setTimeout(() => this.open.forEach((socket) => socket.bytesRead === 0 && socket.destroy()), UNUSED_MS).unref();
    setInterval(() => server.closeIdleConnections(), LOOK_EVERY_MS).unref();
    setTimeout(() => server.closeAllConnections(), PATIENCE_MS).unref();
  }

  /** Absent in the operator's commands, which use the same rooms without listening. */
  private get server(): Server | undefined {
    const adapter = this.host.httpAdapter as HttpAdapterHost['httpAdapter'] | null;
    return adapter?.getHttpServer() as Server | undefined;
  }
}
