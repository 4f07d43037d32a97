import { join } from "node:path";
import { loadPackageDefinition, Server, ServerCredentials, type ServiceClientConstructor } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import type { ProviderSchema } from "./schema";

/** A provider that only knows its schema, and believes what the state says, serving on a socket. */
export interface ProviderServer {
  readonly socket: string;
  close(): void;
}

const largestMessage = 64 * 1024 * 1024;

/** Serves a schema to Terraform; every configuration that fits it is valid. */
export function serveProvider(schema: ProviderSchema, socket: string): Promise<ProviderServer> {
  const server = new Server({
    "grpc.max_send_message_length": largestMessage,
    "grpc.max_receive_message_length": largestMessage,
  });
  const answer =
    (value: object) =>
    (_call: unknown, callback: (error: null, value: object) => void): void =>
      callback(null, value);
  server.addService(providerService(), {
    GetProviderSchema: answer(schema),
    GetResourceIdentitySchemas: answer({}),
    ValidateProviderConfig: answer({}),
    ValidateResourceConfig: answer({}),
    ValidateDataResourceConfig: answer({}),
    ConfigureProvider: answer({}),
    UpgradeResourceState: stateAsStored,
    StopProvider: answer({}),
  });
  return new Promise((resolve, reject) => {
    server.bindAsync(`unix:${socket}`, ServerCredentials.createInsecure(), (error) =>
      error ? reject(error) : resolve({ socket, close: () => server.forceShutdown() }),
    );
  });
}

/** Resources are of the schema's one version: what is stored is what is read. */
const stateAsStored = (
  { request }: { request: { raw_state: { json: Buffer } } },
  callback: (error: null, value: object) => void,
): void => callback(null, { upgraded_state: { json: request.raw_state.json } });

function providerService(): ServiceClientConstructor["service"] {
  const definition = loadSync(join(__dirname, "tfplugin6.proto"), { keepCase: true, enums: String, defaults: true });
  const { tfplugin6 } = loadPackageDefinition(definition) as unknown as {
    tfplugin6: { Provider: ServiceClientConstructor };
  };
  return tfplugin6.Provider.service;
}
