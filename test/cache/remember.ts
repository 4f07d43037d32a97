/** Remembers a value in a folder and prints whether it was kept from before; with a count, that many in a row. */
import { WorkCache } from "../../lib/cache";

const [folder, code, value, count = "1"] = process.argv.slice(2) as [string, string, string, string?];
let word = "kept";
let given = 0;
for (let i = 0; i < Number(count); i++) {
  const cache = new WorkCache(folder);
  given = cache.remember({ name: "sums", code: [code] }, [String(i)], () => {
    word = "made";
    return Number(value);
  });
  cache.save();
}
process.stdout.write(`${word} ${given}`);
