/** A container's command and its arguments. */
export interface ContainerCommand {
  readonly command: readonly string[];
  readonly args: readonly string[];
}

/** How an image of Console or Portal starts its server and migrates its database. */
interface ImageForm {
  readonly server: ContainerCommand;
  readonly migration: ContainerCommand;
}

/** The forms of Console's and Portal's images. */
export const imageForms = {
  pnpm: {
    server: { command: ["pnpm"], args: ["run", "start:prod"] },
    migration: { command: ["pnpm"], args: ["run", "db:migrate"] },
  },
  // Without pnpm. The image sets MIGRATIONS_FOLDER for the migration.
  slim: {
    server: {
      command: ["node_modules/.bin/react-router-serve"],
      args: ["./build/server/index.js"],
    },
    migration: { command: ["node"], args: ["dist/migrate.cjs"] },
  },
} as const satisfies Record<string, ImageForm>;

/** A form, by its name in the stack config. */
export type ImageFormName = keyof typeof imageForms;

/** The names of the forms. */
export const imageFormNames = ["pnpm", "slim"] as const satisfies ImageFormName[];

/** First major version whose images are slim. */
export const firstSlimVersion = 3;

/** The form of an image by its tag; a tag that is no version is taken for the form of today. */
export function imageFormOf(tag: string): ImageFormName {
  const major = /^v?(\d{1,3})(?:\.\d|-|$)/.exec(tag)?.[1];
  return major !== undefined && Number(major) >= firstSlimVersion ? "slim" : "pnpm";
}
