import net from "node:net";

// Below the ports that systems hand out for outgoing connections, so a kept port stays free.
const FIRST_PORT = 15432;
const PORTS = 1000;

/** Whether a server could listen on a port of 127.0.0.1 now. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", () => {
      resolve(false);
    });
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

/** A free port of 127.0.0.1; the search starts at random so that two searches rarely collide. */
export async function findFreePort(): Promise<number> {
  const start = Math.floor(Math.random() * PORTS);
  for (let offset = 0; offset < PORTS; offset++) {
    const port = FIRST_PORT + ((start + offset) % PORTS);
    if (await isPortFree(port)) {
      return port;
    }
  }
  throw new Error(`no free port between ${FIRST_PORT} and ${FIRST_PORT + PORTS - 1}`);
}
