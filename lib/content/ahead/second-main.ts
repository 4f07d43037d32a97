/** Analyses the second share of the queries below a folder, for the process that started this one. */
import { WorkCache } from "../../cache";
import { readContent } from "../read-content";
import { analyzeShare } from "./shares";

const [root, cacheFolder] = process.argv.slice(2) as [string, string];
process.on("disconnect", () => process.exit(0));
const cache = new WorkCache(cacheFolder);
analyzeShare("second", readContent(root, cache), cache);
process.disconnect();
