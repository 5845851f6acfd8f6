import { styleText } from "node:util";

import { wrap, wrapCommand } from "../../messages/wrap";
import { noun } from "../../seed/kinds";
import type { Kind } from "../../seed/rows";

/** What the card tells; everything that may be unknown is optional. */
export interface CardData {
  readonly stack: string;
  /** With the login: the addresses of the sandbox, which have its port. */
  readonly urls: readonly { readonly name: string; readonly url: string }[];
  /** The address to open in a browser, where Dex runs. */
  readonly login?: { readonly url: string };
  readonly firstLogin?: { readonly email: string; readonly passwordCommand: string };
  readonly fctl: readonly { readonly purpose: string; readonly command: string }[];
  readonly files?: { readonly folder: string; readonly count: number };
  readonly cluster?: { readonly context: string };
  readonly database?: { readonly url: string; readonly passwordFile: string };
  readonly rows?: Readonly<Partial<Record<Kind, number>>>;
  readonly stateFolder: string;
  /** Whether local stand-ins of the provider plugins ran. */
  readonly localPlugins: boolean;
}

/** How the card is drawn. */
export interface CardStyle {
  readonly width: number;
  readonly colour: boolean;
  /** Whether the first run's explanations are told. */
  readonly explains: boolean;
}

const LABEL_WIDTH = 12;
const INDENT = "  ";

/** What is different on a real cluster. */
export const SANDBOX_ADVICE: readonly string[] = [
  "Deploy with npm start -- --context NAME to a cluster of your kubeconfig, or with pulumi up and your own backend.",
  "You provide the database: formance-control-plane:database names a server that the pods can reach. Membership's migration Job creates its tables; the sandbox creates the documented ones.",
  "Certificates come from cert-manager or a Secret, and the DNS names of the domain point to the ingress controller.",
  "Images are pulled from a registry, and Formance may require a licence to run them.",
];
const CLUSTER_ADVICE: readonly string[] = [
  "To change it later, run npm start with the same arguments, or pulumi up with your own backend.",
];

/** The card that a start ends with. */
export function renderCard(data: CardData, style: CardStyle): string {
  const paint = painter(style.colour);
  const rule = paint("dim", "─".repeat(style.width));
  const title = paint("bold", `Formance control plane, stack ${data.stack}`);
  const sections = [
    section(
      "Addresses",
      data.urls.map(({ name, url }) => labelled(name, paint("cyan", url))),
    ),
    section("First login", firstLogin(data, paint)),
    section("Where things are", whereabouts(data)),
    data.cluster
      ? section("Good to know", bulletPoints(CLUSTER_ADVICE, style.width))
      : section("On a real cluster", explanations(data, style)),
    data.cluster || style.explains
      ? section(
          data.cluster ? "Command line" : "Command line, on a cluster",
          data.fctl.flatMap((entry) => command(entry, paint, style.width)),
        )
      : [],
    section("When you are done", ending(data, paint)),
  ];
  const body = sections.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return [rule, title, "", body.join("\n\n"), rule, ""].join("\n");

  function section(heading: string, lines: string[]): string[] {
    return lines.length === 0 ? [] : [paint("bold", heading), ...lines];
  }
}

/** `{regions: 1, users: 2}` as `1 region, 2 users`. */
export function countsText(counts: Readonly<Partial<Record<Kind, number>>>): string {
  return (Object.entries(counts) as [Kind, number][])
    .map(([kind, count]) => `${count} ${noun(kind, count)}`)
    .join(", ");
}

type Painter = (colour: "bold" | "dim" | "cyan", text: string) => string;

function painter(colour: boolean): Painter {
  return (name, text) => (colour ? styleText(name, text, { validateStream: false }) : text);
}

function firstLogin(data: CardData, paint: Painter): string[] {
  if (data.firstLogin === undefined) return [];
  const { email, passwordCommand } = data.firstLogin;
  return [labelled("E-mail", email), labelled("Password", paint("cyan", passwordCommand))];
}

function command(
  { purpose, command: text }: { purpose: string; command: string },
  paint: Painter,
  width: number,
): string[] {
  const indent = INDENT + INDENT;
  const lines = wrapCommand(`${indent}${text}`, width, INDENT.length).split("\n");
  return [wrap(`${INDENT}${purpose}:`, width), ...lines.map((line) => paint("cyan", line))];
}

function whereabouts(data: CardData): string[] {
  const lines: string[] = [];
  if (data.cluster) lines.push(labelled("Cluster", `context ${data.cluster.context}`));
  if (data.files) {
    lines.push(labelled("Manifests", `${data.files.count} files in ${data.files.folder}`));
    lines.push(labelled("", "Secrets among them have their values in plain text"));
  }
  if (data.database) {
    lines.push(labelled("Database", data.database.url));
    lines.push(labelled("", `password in ${data.database.passwordFile}`));
  }
  if (data.rows) lines.push(labelled("Rows", countsText(data.rows)));
  lines.push(labelled("State", `${data.stateFolder} (its secrets are encrypted)`));
  return lines;
}

function explanations(data: CardData, { explains, width }: CardStyle): string[] {
  if (!explains) return [`${INDENT}npm start -- --help says what is different there.`];
  const points = [
    data.login === undefined
      ? "Nothing answers at the addresses here, because no pods run."
      : "Only the login is real here: no pods run, and a page stands in for the other services.",
    ...SANDBOX_ADVICE,
  ];
  if (data.localPlugins) {
    points.push(
      "Local stand-ins replaced the provider plugins here; a real deployment uses the official ones.",
    );
  }
  return bulletPoints(points, width);
}

/** Points as a list of so many columns. */
export function bulletPoints(points: readonly string[], width: number): string[] {
  return points.map((point) => wrap(`${INDENT}- ${point}`, width, INDENT.length));
}

function ending({ cluster }: CardData, paint: Painter): string[] {
  const line = (command: string, text: string) =>
    `${INDENT}${paint("cyan", command.padEnd(LABEL_WIDTH + 2))}${text}`;
  const removed = line("npm run down", "removes everything");
  // On a cluster nothing of the sandbox runs.
  return cluster
    ? [removed]
    : [line("npm stop", "stops Dex and PostgreSQL, and keeps the data"), removed];
}

function labelled(label: string, value: string): string {
  return `${INDENT}${label.padEnd(LABEL_WIDTH)}${value}`;
}
