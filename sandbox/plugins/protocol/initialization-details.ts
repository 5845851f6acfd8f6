import * as grpc from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import type { InitializationError } from "./stand-in";
import { toStruct } from "./values";

/** What the engine needs to keep a resource that was made and isn't ready, in an error's metadata. */
export function initializationDetails({
  id,
  outputs,
  message,
}: InitializationError): grpc.Metadata {
  const detail = new ErrorResourceInitFailed()
    .setId(id)
    .setProperties(toStruct(outputs))
    .setReasonsList([message]);
  const details = new Any();
  details.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new Status().setCode(grpc.status.UNKNOWN).setMessage(message);
  status.addDetails(details);
  const metadata = new grpc.Metadata();
  // Go's gRPC reads structured errors from this field.
  metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  return metadata;
}
