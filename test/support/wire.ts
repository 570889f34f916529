import { createServer, type AddressInfo, type Server, type Socket, connect } from 'node:net';
import { once } from 'node:events';

/**
 * A wire to a server that can be cut: while it is, nothing passes in either direction and nobody is told, as where packets
 * are dropped on the way. What was sent meanwhile arrives when it is mended.
 */
export class Wire {
  private readonly ends = new Set<Socket>();
  private isCut = false;

  private constructor(
    private readonly server: Server,
    private readonly host: string,
    private readonly to: number,
  ) {}

  /** @param url names host and port of the server. */
  static async to(url: string): Promise<Wire> {
    const { hostname, port } = new URL(url);
    const server = createServer({ pauseOnConnect: true });
    const wire = new Wire(server, hostname, Number(port));
    server.on('connection', (near) => wire.join(near));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return wire;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** The same address, by way of this wire. */
  through(url: string): string {
    const through = new URL(url);
    through.hostname = '127.0.0.1';
    through.port = String(this.port);
    return through.toString();
  }

  cut(): void {
    this.isCut = true;
    for (const end of this.ends) end.pause();
  }

  mend(): void {
    this.isCut = false;
    for (const end of this.ends) end.resume();
  }

  async close(): Promise<void> {
    for (const end of this.ends) end.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private join(near: Socket): void {
    const far = connect(this.to, this.host);
    for (const [from, onto] of [[near, far], [far, near]] as const) {
      this.ends.add(from);
      from.on('data', (bytes) => onto.write(bytes));
      from.on('error', () => undefined);
      from.on('close', () => {
        this.ends.delete(from);
        // While it is cut, nobody hears of an end either; what is left of it goes with the wire.
        if (!this.isCut) onto.destroy();
      });
      if (this.isCut) from.pause();
      else from.resume();
    }
  }
}
