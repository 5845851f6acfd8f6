import type { Chain } from "../chain";
import type { Check } from "../check";
import { counted } from "../../messages/counted";
import { faultSentence } from "../network/fault-words";
import { lookupWith } from "../network/lookup";
import { pageWords } from "../network/page-words";
import { requestAuthorization } from "../oidc/authorization";
import { askForDevice } from "../oidc/device";
import { countSigningKeys, discover, type DiscoveryDocument } from "../oidc/discovery";
import { loginRemedy } from "../oidc/login-catalogue";
import { entryRemedy, type EntryCheckId } from "./catalogue";
import type { DoctorTarget } from "./target";

/** Whether the login issuer is what it says; Dex, or an own provider. */
export function loginChecks(target: DoctorTarget): Chain {
  return issuerChain(target, target.loginIssuer, "login").chain;
}

/** Whether Membership is the issuer that it says, and knows the services' clients. */
export function membershipChecks(target: DoctorTarget): Chain {
  const { chain, document } = issuerChain(target, target.membershipIssuer, "membership");
  return [...chain, ...wiringChecks(target, document), ...deviceChecks(target, document)];
}

/** Whether fctl can begin its login, where it is a client. */
function deviceChecks(
  target: DoctorTarget,
  documentOf: () => DiscoveryDocument | undefined,
): Check[] {
  const id = target.fctl;
  if (id === undefined) return [];
  return [
    {
      id: "device-login",
      group: "fctl",
      subject: id,
      run: async (signal) => {
        const document = documentOf();
        if (document === undefined) return { status: "not-done", evidence: "No description." };
        try {
          return await askForDevice(document, id, { signal, ...optionsOf(target) });
        } catch (error) {
          const evidence = faultSentence(error);
          return { status: "failed", evidence, remedy: loginRemedy("device-login") };
        }
      },
    },
  ];
}

function issuerChain(target: DoctorTarget, issuer: string, group: string) {
  const options = optionsOf(target);
  let document: DiscoveryDocument | undefined;
  const check = (id: EntryCheckId, run: Check["run"]): Check => ({
    id,
    group,
    subject: issuer,
    run: (signal) => withRemedy(id, () => run(signal)),
  });
  const chain: Chain = [
    check("oidc-discovery", async (signal) => {
      document = await discover(issuer, { signal, ...options });
      return { status: "ok", evidence: "It describes itself under the same name." };
    }),
    check("oidc-keys", async (signal) => {
      if (document === undefined) return { status: "not-done", evidence: "No description." };
      const count = await countSigningKeys(document, { signal, ...options });
      return { status: "ok", evidence: `${counted(count, "key")} for signatures.` };
    }),
  ];
  return { chain, document: () => document };
}

/** An authorization request that asks for no form tells whether client and address are known. */
function wiringChecks(
  target: DoctorTarget,
  documentOf: () => DiscoveryDocument | undefined,
): Check[] {
  return target.clients.map(({ service, id, redirectUri }) => ({
    id: "login-wiring",
    group: service,
    subject: id,
    run: (signal) =>
      withRemedy("login-wiring", async () => {
        const document = documentOf();
        if (document === undefined) return { status: "not-done", evidence: "No description." };
        const reply = await requestAuthorization(
          { endpoint: document.authorization_endpoint, clientId: id, redirectUri },
          { signal, ...optionsOf(target) },
        );
        return { status: "ok", evidence: readReply(reply, redirectUri) };
      }),
  }));
}

/** What the answer says, when it is the right one. */
function readReply(
  { answer, location }: Awaited<ReturnType<typeof requestAuthorization>>,
  redirectUri: string,
): string {
  if (location === undefined) {
    const words = pageWords(answer.body);
    throw new Error(
      `An authorization request is answered by ${answer.status}${words === "" ? "" : `: ${words}`}.`,
    );
  }
  const error = location.searchParams.get("error");
  if (`${location.origin}${location.pathname}` !== redirectUri) {
    throw new Error(
      `An authorization request is sent to ${location.origin}${location.pathname}, not to the redirect URI ${redirectUri}.`,
    );
  }
  if (error !== null && !["login_required", "interaction_required"].includes(error)) {
    const description = location.searchParams.get("error_description");
    throw new Error(
      `An authorization request is answered by ${error}${description === null ? "" : `: ${description}`}.`,
    );
  }
  return "Client and redirect URI are known.";
}

function optionsOf({ ca, addresses }: DoctorTarget) {
  return { lookup: lookupWith(addresses), ...(ca !== undefined && { ca }) };
}

async function withRemedy(
  id: EntryCheckId,
  run: () => ReturnType<Check["run"]>,
): ReturnType<Check["run"]> {
  try {
    return await run();
  } catch (error) {
    return { status: "failed", evidence: faultSentence(error), remedy: entryRemedy(id) };
  }
}
