/** Where Node has what makes the connections of `fetch`, after the first of them. */
const DISPATCHER = Symbol.for("undici.globalDispatcher.1");
const IDLE_LIMIT = 90_000;

interface Dispatcher {
  readonly constructor: new (options: object) => object;
}

/** Keeps idle connections for as long as a Go program does; Node closes them after four seconds. */
export function keepConnectionsAsGoDoes(): void {
  const { constructor: Agent } = Reflect.get(globalThis, DISPATCHER) as Dispatcher;
  const options = { keepAliveTimeout: IDLE_LIMIT, keepAliveMaxTimeout: IDLE_LIMIT };
  Reflect.set(globalThis, DISPATCHER, new Agent(options));
}
