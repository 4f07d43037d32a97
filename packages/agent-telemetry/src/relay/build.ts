import { join } from "node:path";
import { buildSync } from "esbuild";

/**
 * Bundles the relay with everything it needs, so that the package stays without those dependencies and an image needs one
 * file. Licenses of what is in it go beside it.
 * @returns its path
 */
export function buildRelay(folder: string): string {
  const outfile = join(folder, "agentid-relay.js");
  buildSync({
    absWorkingDir: join(__dirname, "../../../.."),
    entryPoints: [join(__dirname, "main.ts")],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    minify: true,
    legalComments: "linked",
    logLevel: "error",
  });
  return outfile;
}

if (require.main === module) console.log(buildRelay(process.argv[2] ?? join(__dirname, "../../dist")));
