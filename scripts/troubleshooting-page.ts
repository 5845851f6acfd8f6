import type { CheckTexts } from "../checks/check";
import { checkParts } from "../checks/guide";
import { checksOf, symptoms, type Symptom } from "../checks/symptoms";

/** The guide to what the checks of `control-plane doctor` find, from the checks' own texts. */
export function troubleshootingPage(): string {
  const parts = checkParts.flatMap(({ title, needs, checks }) => [
    `## ${title}`,
    needs,
    ...checks.flatMap(section),
  ]);
  return `${[
    "# Troubleshooting",
    "`npx control-plane doctor --stack NAME` runs all of these checks and names the first broken link; later failures probably follow from it. Start from the symptom, or from the check that failed. Each check has a section below, causes before consequences.",
    ...symptoms.flatMap(symptomSection),
    ...parts,
  ].join("\n\n")}\n`;
}

function symptomSection({ title, first, steps }: Symptom): string[] {
  return [
    `## ${title}`,
    first,
    steps
      .map((step) => {
        const links = checksOf(step).map(({ id }) => `[${id}](#${id})`);
        return `- ${step.question} ${links.join(", ")}`;
      })
      .join("\n"),
  ];
}

function section({ id, title, meaning, causes, remedy }: CheckTexts): string[] {
  return [
    `### ${id}`,
    `${title}. ${meaning}`,
    `Common causes:`,
    causes.map((cause) => `- ${cause}`).join("\n"),
    `What to do: ${remedy}`,
  ];
}
