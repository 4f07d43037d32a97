import type { LocalAzure } from "../../emulator/local-azure";
import { count } from "../../wording";
import { ingestedText, rejectedText } from "./emulation-text";

/** What a deployment needs: the environment to set. */
export const azureStart = (azure: LocalAzure): string =>
  [
    `Azure on this machine at ${azure.environment.ARM_RESOURCE_MANAGER_ENDPOINT}`,
    ...(azure.deployed.length > 0 ? [`It goes on with ${count(azure.manager.store.all.length)} resources.`] : []),
    "In the shell that runs Terraform:",
    ...Object.entries(azure.environment).map(([name, value]) => `  export ${name}=${value}`),
    "Clients on Node.js trust it with NODE_EXTRA_CA_CERTS set to the same file.",
    "Ctrl+C ends it and shows what came in.",
  ].join("\n");

/** What is deployed, what came in, and every row that was refused. */
export const azureEnd = (azure: LocalAzure): string =>
  [
    `Deployed: ${count(azure.manager.store.all.length)} resources`,
    ...ingestedText(azure.ingested),
    ...rejectedText(azure.deployed.flatMap(({ rejected }) => rejected)),
  ].join("\n");
