import { mkdirSync } from "node:fs";
import path from "node:path";
import { imageRegistry, services } from "../../../facts/services";
import { findPostgresBinaries } from "../../../sandbox/servers/postgres/binaries";
import { runCommand } from "../../../workspace/run-command";
import { writeImage, writeLayer, type ImageConfig } from "./image-archive";
import { compiled, linkedProgram, npmPackages, packagesOf } from "./image-contents";
import { PAUSE_IMAGE, type NodeParts } from "./node";

/** The user that servers run as. */
export const APP_USER = 1000;
/** Image of the cluster's DNS server. */
export const DNS_IMAGE = "local/coredns:1";
/** A second tag of each stand-in: what a new release is to an update. */
export const NEXT_TAG = "next";

const passwd = `root:x:0:0::/:/bin/sh\napp:x:${APP_USER}:${APP_USER}::/tmp:/bin/sh\n`;

/**
 * Gives containerd every image that the pods name: the real Dex and Postgres, and what stands for
 * the vendor's images. No registry is reached from inside.
 */
export async function importImages(parts: NodeParts, socket: string): Promise<void> {
  const folder = path.join(parts.folder, "images");
  mkdirSync(folder);
  for (const image of await makeImages(parts, folder)) {
    const file = path.join(folder, "image.tar");
    await writeImage(file, image);
    const ctr = path.join(parts.packages.root, "usr", "bin", "ctr");
    const args = ["--address", socket, "--namespace", "k8s.io", "images", "import", file];
    const { code, stderr } = await runCommand(ctr, args);
    if (code !== 0) throw new Error(`${image.names.join(", ")} can't be imported: ${stderr}`);
  }
}

async function makeImages(parts: NodeParts, folder: string): Promise<ImageConfig[]> {
  const { programs, packages } = parts;
  const layer = (name: string, files: Parameters<typeof writeLayer>[1]) =>
    writeLayer(path.join(folder, `${name}.tar`), files);
  const busybox = path.join(packages.root, "bin", "busybox");
  const base = await layer("base", [
    { path: "/etc/passwd", text: passwd },
    { path: "/bin/sh", source: busybox },
    { path: "/bin/busybox", source: busybox },
  ]);
  const scripts = compiled("test/live/images/membership.js", "test/live/images/web-app.js");
  const node = await layer("node", [
    ...(await linkedProgram(process.execPath, "/usr/local/bin/node")),
    ...npmPackages(packagesOf(scripts)),
  ]);
  const app = await layer("app", [
    ...scripts,
    { path: "/usr/local/bin/pnpm", text: pnpm, mode: 0o755 },
  ]);
  const standIns = [base, node, app];
  const names = ({ repository, tag }: { readonly repository: string; readonly tag: string }) =>
    [tag, NEXT_TAG].map((each) => `${imageRegistry}/${repository}:${each}`);
  return [
    {
      names: [`docker.io/${PAUSE_IMAGE}`],
      layers: [await layer("pause", [{ path: "/pause", source: programs.pause }])],
      entrypoint: ["/pause"],
    },
    {
      names: [`docker.io/${DNS_IMAGE}`],
      layers: [await layer("coredns", await linkedProgram(programs.coreDns, "/coredns"))],
      entrypoint: ["/coredns"],
    },
    {
      names: names(services.dex.image),
      layers: [base, await layer("dex", await linkedProgram(programs.dex, "/usr/local/bin/dex"))],
    },
    {
      names: names(services.membership.image),
      layers: standIns,
      entrypoint: ["/usr/local/bin/node", "/app/dist/test/live/images/membership.js"],
    },
    {
      names: [...names(services.console.image), ...names(services.portal.image)],
      layers: standIns,
    },
    {
      names: ["docker.io/library/postgres:18"],
      layers: [base, await layer("postgres", await postgresFiles())],
      entrypoint: ["/bin/sh", "/usr/local/bin/start-postgres"],
      user: APP_USER,
      environment: ["PATH=/opt/postgres/bin:/bin", "LD_LIBRARY_PATH=/opt/postgres/lib"],
    },
  ];
}

/** The images of the web applications are started by pnpm. */
const pnpm = `#!/usr/local/bin/node
require("/app/dist/test/live/images/web-app.js");
`;

async function postgresFiles() {
  const native = findPostgresBinaries();
  const libraries = path.join(native, "lib");
  const linked = await linkedProgram(
    path.join(native, "bin", "postgres"),
    "/opt/postgres/bin/postgres",
    libraries,
  );
  return [
    ...linked.slice(1),
    { path: "/opt/postgres", source: native },
    { path: "/usr/local/bin/start-postgres", text: startPostgres },
  ];
}

const startPostgres = `set -e
if [ ! -f "$PGDATA/PG_VERSION" ]; then
  printf %s "$POSTGRES_PASSWORD" > /tmp/password
  initdb --username postgres --pwfile /tmp/password --auth scram-sha-256 --encoding UTF8 --locale C --no-sync
  echo 'host all all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
fi
exec postgres -h 0.0.0.0 -k /tmp
`;
