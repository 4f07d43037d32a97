import { Command } from "commander";
import { cacheFolder, WorkCache } from "../../cache";
import { ContentError, didYouMean, loadContent, packageRoot } from "../../content";
import { isNamed, runQueryTests } from "../../testing";
import { mutate } from "./mutate";
import { wholeNumber } from "./whole-number";

interface Options {
  readonly content: string;
  readonly cache: boolean;
  readonly workers?: number;
  readonly mutate?: boolean;
}

/** `agentid test`: the tests beside the rules. */
export function testCommand(): Command {
  return new Command("test")
    .description(
      "run the tests beside the detections and hunting queries, through synthesized Terraform and the emulator",
    )
    .argument("[queries...]", "files (without .yaml) or catalogue ids such as AIC-046; all when left out")
    .option("--content <dir>", "folder that holds pipeline/, detections/, workbooks/ and playbooks/", packageRoot())
    .option("--no-cache", "analyse every query of the content anew before the tests")
    .option("--workers <count>", "processes that share the rules; as many as pay off when left out", wholeNumber)
    .option("--mutate", "make each rule's query wrong in many small ways, and report what no test notices")
    .action(async (names: string[], options: Options) => {
      const content = loadContent(options.content, options.cache ? new WorkCache(cacheFolder()) : undefined);
      for (const name of names) {
        const queries = [...content.detections, ...content.hunting];
        if (queries.some((query) => isNamed(query, [name]))) continue;
        const known = queries.map((query) => query.name);
        throw new ContentError([
          {
            code: "test/unknown-detection",
            severity: "error",
            message: `no detection is called "${name}"`,
            file: "detections",
            line: 1,
            column: 1,
            suggestion: didYouMean(name, known),
          },
        ]);
      }
      if (options.mutate) return mutate(content, names, options);
      let passed = 0;
      let failed = 0;
      for await (const { query, test, place, failures } of runQueryTests(content, names, options)) {
        if (failures.length === 0) passed++;
        else failed++;
        console.log(`${failures.length === 0 ? "pass" : "FAIL"}  ${query}: ${test}`);
        for (const failure of failures) console.log(`      ${place} ${failure}`);
      }
      console.log(`${passed} passed, ${failed} failed`);
      if (failed > 0) process.exitCode = 1;
    });
}
