import { config } from "zod";

// Zod compiles each schema to a function when it is first used; this program uses each once.
config({ jitless: true });
