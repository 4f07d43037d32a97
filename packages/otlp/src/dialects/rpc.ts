import type { Dialect } from "./dialect";

/** Calls of services over gRPC, of clouds and of object stores. */
export const rpc: Dialect = {
  name: "RPC and object stores",
  source: "https://opentelemetry.io/docs/specs/semconv/rpc/",
  columns: {
    "rpc.system.name": "RpcSystem",
    "rpc.system": "RpcSystem",
    "rpc.service": "RpcService",
    "gcp.client.service": "RpcService",
    "az.namespace": "RpcService",
    "azure.resource_provider.namespace": "RpcService",
    "rpc.method": "RpcMethod",
    "rpc.response.status_code": "RpcStatus",
    "rpc.grpc.status_code": "RpcStatus",
    "aws.s3.bucket": "Bucket",
    "az.storage.container": "Bucket",
    "gcp.storage.bucket": "Bucket",
  },
};
