import { spawn, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import * as grpc from "@grpc/grpc-js";
import * as proto from "@pulumi/pulumi/proto/language_pb";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";

/*
 * What Pulumi's language host for Node does for a plugin: it installs what the plugin's folder needs,
 * and runs it by the SDK's `run-plugin`. The releases of the official host that do this are in no
 * package registry; the consumers' own languages run by their official hosts.
 */

type Streamed<Request, Response> = grpc.ServerWritableStream<Request, Response>;

/** Runs a program in a folder; what it prints is handed on. */
function start(
  command: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
  told: { out: (data: Buffer) => void; err: (data: Buffer) => void; end: (code: number) => void },
): ChildProcess {
  const [program = "", ...args] = command;
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.on("data", told.out);
  child.stderr.on("data", told.err);
  child.on("close", (code) => {
    told.end(code ?? 1);
  });
  return child;
}

function installDependencies(
  call: Streamed<proto.InstallDependenciesRequest, proto.InstallDependenciesResponse>,
): void {
  const folder = call.request.getInfo()?.getProgramDirectory() ?? call.request.getDirectory();
  start(["npm", "install", "--no-package-lock", "--no-audit", "--no-fund"], folder, process.env, {
    out: (data) => call.write(new proto.InstallDependenciesResponse().setStdout(data)),
    err: (data) => call.write(new proto.InstallDependenciesResponse().setStderr(data)),
    end: (code) => {
      if (code === 0) call.end();
      else {
        call.emit("error", {
          code: grpc.status.UNKNOWN,
          details: `npm install ended with ${code}`,
        });
      }
    },
  });
}

function runPlugin(call: Streamed<proto.RunPluginRequest, proto.RunPluginResponse>): void {
  const { request } = call;
  const folder = request.getInfo()?.getProgramDirectory() ?? request.getProgram();
  const runner = createRequire(path.join(folder, "index.js")).resolve(
    "@pulumi/pulumi/cmd/run-plugin",
  );
  const env = Object.fromEntries(
    request.getEnvList().map((entry) => {
      const place = entry.indexOf("=");
      return [entry.slice(0, place), entry.slice(place + 1)];
    }),
  );
  const command = [process.execPath, runner, folder, ...request.getArgsList()];
  const child = start(
    command,
    request.getPwd(),
    { ...env, PULUMI_NODEJS_TYPESCRIPT: "false" },
    {
      out: (data) => call.write(new proto.RunPluginResponse().setStdout(data)),
      err: (data) => call.write(new proto.RunPluginResponse().setStderr(data)),
      end: (code) => {
        call.write(new proto.RunPluginResponse().setExitcode(code));
        call.end();
      },
    },
  );
  call.on("cancelled", () => child.kill());
}

const server = new grpc.Server();
server.addService(LanguageRuntimeService, {
  getPluginInfo: (
    _call: grpc.ServerUnaryCall<Empty, PluginInfo>,
    callback: grpc.sendUnaryData<PluginInfo>,
  ) => {
    callback(null, new PluginInfo().setVersion("3.259.0"));
  },
  getRequiredPackages: (
    _call: grpc.ServerUnaryCall<
      proto.GetRequiredPackagesRequest,
      proto.GetRequiredPackagesResponse
    >,
    callback: grpc.sendUnaryData<proto.GetRequiredPackagesResponse>,
  ) => {
    callback(null, new proto.GetRequiredPackagesResponse());
  },
  installDependencies,
  runPlugin,
});
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  console.log(String(port));
});
