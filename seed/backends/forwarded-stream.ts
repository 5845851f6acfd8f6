import { Duplex, PassThrough, Writable } from "node:stream";
import { forwardError, forwardLost } from "./forward-errors";
import { findForwardedPort, type ForwardTarget, kubeConfigOf } from "./forward-target";

/** The part of a WebSocket that is used. */
interface Closable {
  onclose: unknown;
  close(): void;
}

/**
 * A socket for pg whose other end is a pod: it speaks the API server's port-forward protocol over a
 * WebSocket. No local port is opened, so nobody else on the machine gets to the database, and pg
 * keeps the in-cluster host's name, for which it verifies the certificate.
 */
export class ForwardedStream extends Duplex {
  readonly #target: ForwardTarget;
  readonly #input = new PassThrough();
  #socket: Closable | undefined;

  constructor(target: ForwardTarget) {
    super();
    this.#target = target;
  }

  /** As a socket's: emits `connect`, or `error` with a `SeedError`. */
  connect(port: number): this {
    void this.#open(port);
    return this;
  }

  /** For pg, which sets it on every socket. */
  setNoDelay(): this {
    return this;
  }

  /** For pg, as {@link setNoDelay}. */
  setKeepAlive(): this {
    return this;
  }

  /** For pg, as {@link setNoDelay}. */
  ref(): this {
    return this;
  }

  /** For pg, as {@link setNoDelay}. */
  unref(): this {
    return this;
  }

  override _read(): void {
    // Data is pushed as it comes: a seed's answers are small.
  }

  override _write(
    chunk: unknown,
    encoding: BufferEncoding,
    callback: (error?: Error | null) => void,
  ): void {
    // Once it is called back, the writer may use the chunk's room again; the copy can still wait here.
    const bytes =
      typeof chunk === "string" ? Buffer.from(chunk, encoding) : Buffer.from(chunk as Buffer);
    this.#input.write(bytes, callback);
  }

  override _final(callback: (error?: Error | null) => void): void {
    this.#input.end(callback);
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    this.#socket?.close();
    // TLS on top destroys this stream before it tells why: pg must hear the reason, then the end.
    setImmediate(callback, error);
  }

  async #open(databasePort: number): Promise<void> {
    let server = "unknown";
    try {
      const { CoreV1Api, PortForward } = await import("@kubernetes/client-node");
      const config = await kubeConfigOf(this.#target);
      server = config.getCurrentCluster()?.server ?? server;
      const api = config.makeApiClient(CoreV1Api);
      const { namespace, pod, port } = await findForwardedPort(api, this.#target, databasePort);
      const socket: unknown = await new PortForward(config).portForward(
        namespace,
        pod,
        [port],
        this.#sink((data) => {
          this.push(data);
        }),
        this.#sink((data) => {
          this.destroy(forwardLost(this.#target, data.toString("utf8").trim()));
        }),
        this.#input,
      );
      this.#attach(socket as Closable);
    } catch (error) {
      this.destroy(forwardError(error, this.#target, server));
    }
  }

  #sink(take: (data: Buffer) => void): Writable {
    return new Writable({
      write: (data: Buffer, _encoding, callback) => {
        // The frame that names the port leaves nothing behind.
        if (data.length > 0 && !this.destroyed) take(data);
        callback();
      },
    });
  }

  #attach(socket: Closable): void {
    this.#socket = socket;
    socket.onclose = () => {
      if (this.writableEnded) this.push(null);
      else this.destroy(forwardLost(this.#target, ""));
    };
    if (this.destroyed) socket.close();
    else this.emit("connect");
  }
}
