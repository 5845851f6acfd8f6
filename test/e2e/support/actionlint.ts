import { prepareGoTool } from "./go-tool";

/** The path of actionlint, which checks workflows of GitHub Actions. */
export function prepareActionlint(): Promise<string> {
  return prepareGoTool({
    folder: "actionlint",
    program: "github.com/rhysd/actionlint/cmd/actionlint",
    purpose: "Workflows are checked by",
    label: "actionlint 1.7.12",
  });
}
