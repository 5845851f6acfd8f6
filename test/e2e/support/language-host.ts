import { prepareGoTool } from "./go-tool";

const SDK = "github.com/pulumi/pulumi/sdk/v3";
/** The last release whose language hosts are part of the SDK's Go module. */
const RELEASE = "3.67.0";

/** The path of Pulumi's official language host for Node, which runs programs for the CLI. */
export function prepareNodeLanguageHost(onProgress?: (text: string) => void): Promise<string> {
  return prepareGoTool(
    {
      folder: "pulumi-language",
      program: `${SDK}/nodejs/cmd/pulumi-language-nodejs`,
      name: "pulumi-language-nodejs",
      stamps: { [`${SDK}/go/common/version.Version`]: `v${RELEASE}` },
      purpose: "Programs are run by",
      label: "Pulumi's language host for Node",
    },
    onProgress,
  );
}
