import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../lib/content";
import { agentid } from "../cli/support";

const pages = ["", "docs"].flatMap((folder) =>
  readdirSync(join(packageRoot(), folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name)),
);

/** Lines of consoles in a page that run the command, without what the shell makes of them. */
function commandsIn(page: string): string[][] {
  const text = readFileSync(join(packageRoot(), page), "utf8");
  const consoles = [...text.matchAll(/```(?:console|sh|bash|shell)\n([\s\S]*?)```/g)].map(([, block]) => block!);
  return consoles
    .flatMap((block) => block.replace(/\\\n\s*/g, " ").split("\n"))
    .flatMap((line) => /^(?:\$ )?(?:npx |node bin\/)?agentid(?:\.js)? (.*)$/.exec(line)?.[1] ?? [])
    .map((line) =>
      line
        .replace(/\s+#.*$/, "")
        .replace(/\s[>|&].*$/, "")
        .trim()
        .split(/\s+/),
    );
}

const all = pages.flatMap((page) => commandsIn(page).map((words) => [page, words.join(" "), words] as const));

test("pages show commands", () => {
  expect(all.length).toBeGreaterThan(10);
});

test.each(pages)("%s names scripts that there are", (page) => {
  const { scripts } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8"));
  const named = [...readFileSync(join(packageRoot(), page), "utf8").matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)];
  expect(named.map(([, name]) => name!).filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});

/** Help of a command, of one below it where the next word names one. */
const helps = new Map<string, Promise<string>>();
function helpOf(words: readonly string[]): Promise<string> {
  const key = words.join(" ");
  const known = helps.get(key) ?? agentid(...words, "--help").then(({ out, err }) => out + err);
  helps.set(key, known);
  return known;
}

test.each(all)("%s: agentid %s is a command, with these options", async (_page, _line, words) => {
  let path = words.slice(0, 1);
  let help = await helpOf(path);
  expect(help).toMatch(/^Usage: agentid/m);
  const next = words[1];
  if (next && new RegExp(`^  ${next.replace(/[^\w-]/g, "")}(\\||\\s)`, "m").test(help.split("Commands:")[1] ?? "")) {
    path = words.slice(0, 2);
    help = await helpOf(path);
  }
  const unknown = words
    .filter((word) => word.startsWith("--"))
    .map((word) => word.split("=")[0]!)
    .filter((option) => !new RegExp(`${option}\\b`).test(help));
  expect(unknown).toEqual([]);
});
