import * as z from "zod";
import { secretKeyRef, secretObject, text, textList } from "../fields";
import { optional, required } from "../notes";
import { addressRange, httpOrigin } from "../text-formats";

const tls = {
  secretName: required(
    secretObject("tls"),
    "Existing Secret of type `kubernetes.io/tls`; Dex takes a renewed certificate up by itself.",
  ),
  minVersion: optional(z.enum(["1.2", "1.3"]), "Oldest version of TLS.", { default: "1.2" }),
  maxVersion: optional(z.enum(["1.2", "1.3"]), "Newest version of TLS.", {
    defaultText: "the newest there is",
  }),
};

const headers = z.strictObject({
  contentSecurityPolicy: optional(text(), "Header `Content-Security-Policy`."),
  frameOptions: optional(z.enum(["DENY", "SAMEORIGIN"]), "Header `X-Frame-Options`."),
  contentTypeOptions: optional(z.enum(["nosniff"]), "Header `X-Content-Type-Options`."),
  xssProtection: optional(text(), "Header `X-XSS-Protection`."),
  strictTransportSecurity: optional(
    text(),
    "Header `Strict-Transport-Security`, e.g. `max-age=31536000; includeSubDomains`.",
  ),
});

const web = z.strictObject({
  allowedOrigins: optional(
    textList(httpOrigin),
    "Origins whose scripts may ask Dex, e.g. `https://app.example.com`; `*` is every one.",
  ),
  allowedHeaders: optional(textList(), "Headers that such scripts may send.", {
    defaultText: "Dex's own: `Authorization`",
  }),
  headers: optional(headers, "Headers of every answer; one that is not given is not sent."),
  clientRemoteIp: optional(
    z.strictObject({
      header: required(text(), "Header that holds the address, e.g. `X-Forwarded-For`."),
      trustedProxies: required(
        z.array(text(addressRange)).min(1),
        "Ranges of the proxies that are believed, e.g. `10.0.0.0/8`.",
      ),
    }),
    "Where a browser's address is read from, behind proxies.",
  ),
  https: optional(
    z.strictObject(tls),
    "Dex's own TLS at port 5554, named `https` in the Service, for entries that encrypt as far as the pod. Port 5556 stays.",
  ),
});

const telemetry = z.strictObject({
  profiling: optional(z.boolean(), "Offer Go's profiles below `/debug/pprof/` at port 5558.", {
    default: false,
  }),
});

const grpc = z.strictObject({
  ...tls,
  clientCaSecret: required(
    secretKeyRef(),
    "Key of an existing Secret with the PEM of the callers' authority.",
  ),
  reflection: optional(z.boolean(), "Let callers ask which methods there are.", {
    default: false,
  }),
});

/** The listeners of Dex. */
export const dexListenerFields = {
  web: optional(web, "Dex's web server."),
  telemetry: optional(telemetry, "Dex's telemetry."),
  grpc: optional(
    grpc,
    "Dex's API over gRPC at port 5557, off unless it is given. Whoever may call it can add clients and users, so callers need a certificate of `clientCaSecret`.",
  ),
};
