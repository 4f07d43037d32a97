/** Lives through the healthcare agent's hour on a synthesized stack, and prints what came of it as JSON. */
import type { PortalSettings } from "../../lib/emulator/portal";
import type { Chapter } from "../chapter";
import { play, storyOf } from "../response/use-case";
import { healthcareUseCase } from "./use-case";

async function clinic(stack: string, folder: string, portal?: PortalSettings["portal"]): Promise<void> {
  const useCase = (await healthcareUseCase(folder)).useCase(stack);
  const { details, timing, lived } = await play({ ...useCase, ...(portal ? { portal: { portal } } : {}) });
  const [{ id }] = useCase.workloads as [{ id: string }];
  const state = `In the emulated subscription ${id.split("/").at(-1)} is ${lived.cloud.workloads.stateOf(id)}.`;
  const told: Chapter = { story: await storyOf(useCase, lived), timing, details: `${details}\n\n${state}` };
  console.log(JSON.stringify(told));
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
