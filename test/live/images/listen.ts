import http from "node:http";

/** Serves requests on a port of the pod. */
export function listen(port: number, answer: http.RequestListener): void {
  const server = http.createServer(answer);
  // The entry keeps connections for longer than Node does by default, and a request on one that is
  // just being closed would fail.
  server.keepAliveTimeout = 0;
  server.listen(port, "0.0.0.0", () => {
    console.log(`listening on ${port}`);
  });
}
