// The public surface of `formance-control-plane/config`.
export { loadConfig } from "./load";
export { ConfigError, type Problem } from "./problem";
export { stackConfigSchema, type StackConfig, type StackConfigInput } from "./schema";
export { SecretText } from "./secret-text";
export type { ConfigSource } from "./source";
export { toArgs, type Seal } from "./to-args";
export { warningsOf } from "./warnings";
