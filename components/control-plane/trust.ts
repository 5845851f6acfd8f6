import * as pulumi from "@pulumi/pulumi";
import { isSelfSigned } from "../../facts/public-entry";
import type { ControlPlaneArgs } from "../args/control-plane";
import type { TrustArgs } from "../args/trust";

/** Whom the services trust that call each other by the public addresses. */
export interface EntryTrust {
  readonly trust: TrustArgs | undefined;
  /** Tells the authority of self-signed certificates, which are made after the services. */
  readonly resolve: (authority: pulumi.Output<string>) => void;
}

/** The authorities that are given, and that of self-signed certificates. */
export function entryTrust(args: ControlPlaneArgs): EntryTrust {
  const { trust } = args;
  if (!isSelfSigned(args)) return { trust, resolve: () => undefined };
  let resolve: EntryTrust["resolve"] = () => undefined;
  const authority = pulumi.output(
    new Promise<pulumi.Output<string>>((found) => {
      resolve = found;
    }),
  );
  const given = trust?.caBundle;
  const caBundle = given === undefined ? authority : pulumi.concat(given, "\n", authority);
  return { trust: { caBundle }, resolve };
}
