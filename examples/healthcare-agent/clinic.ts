/** Lives through the healthcare agent's hour on a synthesized stack, and prints it. */
import type { PortalSettings } from "../../lib/emulator/portal";
import { play } from "../response/use-case";
import { healthcareUseCase } from "./use-case";

async function clinic(stack: string, folder: string, portal?: PortalSettings["portal"]): Promise<void> {
  const useCase = (await healthcareUseCase(folder)).useCase(stack);
  const { text, lived } = await play({ ...useCase, ...(portal ? { portal: { portal } } : {}) });
  console.log(`${text}\n`);
  const [{ id }] = useCase.workloads as [{ id: string }];
  console.log(`In the emulated subscription ${id.split("/").at(-1)} is ${lived.cloud.workloads.stateOf(id)}.`);
  await lived.close();
}

const [stack, folder, portal] = process.argv.slice(2) as [string, string, PortalSettings["portal"]?];
clinic(stack, folder, portal).then(
  () => process.disconnect(),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
