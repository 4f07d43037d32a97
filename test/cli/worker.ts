/** Runs command lines for the tests, one after the other: the language service is several times slower inside Jest. */
import { main } from "../../lib/cli/main";

const written: { out: string[]; err: string[] } = { out: [], err: [] };
const capture = (to: string[]) => (text: unknown) => to.push(String(text)) > 0;
console.log = (...text: unknown[]) => void written.out.push(`${text.join(" ")}\n`);
console.error = (...text: unknown[]) => void written.err.push(`${text.join(" ")}\n`);
process.stdout.write = capture(written.out) as typeof process.stdout.write;
// How far long work is depends on the machine.
const isProgress = (text: unknown) => /^[a-z ]+: (\d+ %|\d+ \w+ so far).*\n$/.test(String(text));
const captureError = capture(written.err);
process.stderr.write = ((text: unknown) => isProgress(text) || captureError(text)) as typeof process.stderr.write;

process.on("message", (args: string[]) => {
  process.exitCode = 0;
  void main(["node", "agentid", ...args]).then(() => {
    const [out, err] = [written.out, written.err].map((lines) => lines.splice(0).join("").replace(/\n$/, ""));
    process.send!({ code: Number(process.exitCode), out, err });
    process.exitCode = 0;
  });
});
process.on("disconnect", () => process.exit(0));
