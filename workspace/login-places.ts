import path from "node:path";

/** Where things lie in the folder of a login. */
export function loginPlaces(folder: string) {
  const at = (name: string) => path.join(path.resolve(folder), name);
  return {
    folder: path.resolve(folder),
    /** What the process is started with; it holds secrets. */
    settings: at("settings.json"),
    /** What the process tells of itself. */
    status: at("status.json"),
    /** The process's own log. */
    log: at("login.log"),
    /** Dex's working directory, with its configuration. */
    dex: at("dex"),
    dexLog: at("dex.log"),
    /** What a browser has to trust, PEM. */
    authority: at("ca.crt"),
  };
}
