import { unused, type Capability } from "./capability";

/** What the chart does without a value for it, or by Helm itself. */
export const beyondValues: readonly Capability[] = [
  {
    id: "F102",
    capability: "Roll-out on a changed configuration",
    chart: "always",
    reason:
      "Always, and for Secrets too: every object that pods read is named by its content, so a change rolls exactly its readers.",
  },
  {
    id: "F103",
    capability: "Standard labels",
    chart: "always",
    settings: {
      "<service>.podLabels": "<service>.podLabels",
      "<service>.podAnnotations": "<service>.podAnnotations",
    },
    config: ["<service>.labels"],
    leftOver: { "membership.commonLabels.*": unused("The chart doesn't read it.") },
  },
  {
    id: "F104",
    capability: "A JSON Schema of the values",
    chart: "always",
    reason:
      "`schemas/stack-config.json` has every key of a stack file and `schemas/shared-config.json` those of shared defaults; an unknown key is refused with the nearest known one.",
  },
  {
    id: "F105",
    capability: "Templates in values",
    chart: "hosts, URIs, setup, configOverrides, additionalEnv, additionalOAuthClients, connectors",
    reason:
      "Hosts, URIs and URLs follow from the domain and from each other without templates. Your own program can compute anything else.",
  },
  {
    id: "F106",
    capability: "The guard of the edition",
    values: ["global.licence.{token,existingSecret,clusterID}"],
    chart: "`tags.EntrepriseEdition`",
    config: ["licence.token", "licence.tokenSecret", "licence.clusterId"],
    reason:
      "A licence without its cluster, a cluster without its licence, and a token that has expired or is for another cluster are refused before a deployment.",
  },
  {
    id: "F107",
    capability: "Smoke tests",
    chart: "`helm test`",
    reason:
      "`control-plane doctor` looks at every link between a user and the control plane, and says what to do; `control-plane preflight` does so before.",
  },
];
