import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import tls from "node:tls";

/** Trusts what a Go program would: every certificate in the folders of `SSL_CERT_DIR`. */
export function trustAsGoDoes(): void {
  const folders = (process.env.SSL_CERT_DIR ?? "").split(":").filter(Boolean);
  const certificates = folders.flatMap(filesIn).filter((text) => text.includes("BEGIN CERT"));
  if (certificates.length === 0) return;
  tls.setDefaultCACertificates([...tls.getCACertificates("default"), ...certificates]);
}

function filesIn(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file, "utf8"));
}
