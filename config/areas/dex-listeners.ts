import * as z from "zod";
import { secretKeyRef, secretObject, text, textList } from "../fields";
import { objectsIn } from "../interfaces";
import { optional, required } from "../notes";
import { addressRange } from "../text-formats";
import { httpOrigin } from "../url-formats";

const object = objectsIn("dex-listeners");

const tls = () => ({
  secretName: required(
    secretObject("tls"),
    "Name of an existing Secret of type `kubernetes.io/tls`. Dex reloads a renewed certificate automatically.",
  ),
  minVersion: optional(z.enum(["1.2", "1.3"]), "Minimum TLS version.", { default: "1.2" }),
  maxVersion: optional(z.enum(["1.2", "1.3"]), "Maximum TLS version.", {
    defaultText: "the latest",
  }),
});

const headers = object("DexHeadersArgs", "Security headers of every response of Dex.", {
  contentSecurityPolicy: optional(text(), "Header `Content-Security-Policy`."),
  frameOptions: optional(z.enum(["DENY", "SAMEORIGIN"]), "Header `X-Frame-Options`."),
  contentTypeOptions: optional(z.enum(["nosniff"]), "Header `X-Content-Type-Options`."),
  xssProtection: optional(text(), "Header `X-XSS-Protection`."),
  strictTransportSecurity: optional(text(), "Header `Strict-Transport-Security`.", {
    example: "max-age=31536000; includeSubDomains",
  }),
});

const web = object("DexWebArgs", "Dex's web server.", {
  allowedOrigins: optional(
    textList(httpOrigin),
    "Origins whose scripts may call Dex; `*` allows every origin.",
    { example: ["https://app.example.com"] },
  ),
  allowedHeaders: optional(textList(), "Headers that those scripts may send.", {
    defaultText: "`Authorization`",
  }),
  headers: optional(
    headers,
    "Security headers of every response. Dex sends only the ones that you set.",
  ),
  clientRemoteIp: optional(
    object("DexRemoteIpArgs", "Where Dex reads a client's address from, behind proxies.", {
      header: required(text(), "Header with the address.", { example: "X-Forwarded-For" }),
      trustedProxies: required(
        z.array(text(addressRange)).min(1),
        "Address ranges of the proxies to trust.",
        { example: ["10.0.0.0/8"] },
      ),
    }),
    "Where Dex reads a client's address from, behind proxies.",
  ),
  https: optional(
    object("DexHttpsArgs", "TLS in Dex itself, in addition to plain HTTP.", tls()),
    "TLS in Dex itself, on port 5554 (`https` in the Service), for public entries that encrypt all the way to the pod. Port 5556 stays open.",
  ),
});

const telemetry = object("DexTelemetryArgs", "Dex's telemetry, on port 5558.", {
  profiling: optional(z.boolean(), "Serve Go profiles under `/debug/pprof/` on port 5558.", {
    default: false,
  }),
});

const grpc = object("DexGrpcArgs", "Dex's gRPC API, on port 5557.", {
  ...tls(),
  clientCaSecret: required(
    secretKeyRef(),
    "Key of an existing Secret with the PEM of the authority that signs the callers' certificates.",
  ),
  reflection: optional(z.boolean(), "Let callers list the methods of the API (gRPC reflection).", {
    default: false,
  }),
});

/** The listeners of Dex. */
export const dexListenerFields = {
  web: optional(web, "Dex's web server."),
  telemetry: optional(telemetry, "Dex's telemetry."),
  grpc: optional(
    grpc,
    "Dex's gRPC API, on port 5557. Callers can add clients and users, so they need a certificate signed by `clientCaSecret`.",
    { defaultText: "off", see: "https://dexidp.io/docs/configuration/api/" },
  ),
};
