import { resolve } from "node:path";
import { writeBuildStamp } from "../program/build-stamp";

writeBuildStamp(resolve(__dirname, "../.."));
