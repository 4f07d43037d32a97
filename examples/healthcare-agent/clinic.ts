/** Lives through the healthcare agent's hour on a synthesized stack, and prints it. */
import { play } from "../response/use-case";
import { healthcareUseCase } from "./use-case";

async function clinic(stack: string, folder: string): Promise<void> {
  const useCase = (await healthcareUseCase(folder)).useCase(stack);
  const { text, lived } = await play(useCase);
  console.log(`${text}\n`);
  const [{ id }] = useCase.workloads as [{ id: string }];
  console.log(`In the emulated subscription ${id.split("/").at(-1)} is ${lived.cloud.workloads.stateOf(id)}.`);
  await lived.close();
}

const [stack, folder] = process.argv.slice(2) as [string, string];
clinic(stack, folder).then(
  () => process.disconnect(),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
