import { packageRoot } from "../lib/package";
import { stale } from "./generated";

/** Fails where a generated file is not what its source says. */
const found = stale(process.argv[2] ?? packageRoot());
for (const line of found) console.error(line);
if (found.length > 0) process.exitCode = 1;
