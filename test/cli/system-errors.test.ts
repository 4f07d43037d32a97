import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { agentid, temporaryFolder } from "./support";

const folder = temporaryFolder();
const at = (name: string) => join(folder, name);
writeFileSync(at("file"), "x");
mkdirSync(at("folder"));
symlinkSync(at("circle.json"), at("circle.json"));

test.each<[string, readonly string[], string]>([
  [
    "a file that there is not",
    ["workflow", "check", at("none.json")],
    `${at("none.json")}:1:1 error file/unreadable there is no such file\n`,
  ],
  [
    "a folder for a file",
    ["workflow", "check", at("folder")],
    `${at("folder")}:1:1 error file/unreadable it is a folder, where a file is read\n`,
  ],
  ["a file for a folder", ["fleet", "--out", at("file")], `${at("file")}: it is a file, where a folder is wanted`],
  ["links in a circle", ["workflow", "check", at("circle.json")], "file/unreadable its links lead in a circle"],
])("%s is told, without a stack", async (_what, args, message) => {
  const { code, err } = await agentid(...args);
  expect(code).toBe(1);
  expect(err).toContain(message);
  expect(err).not.toMatch(/^ +at /m);
});

test("a detection's id in small letters is the one that is meant", async () => {
  const { code, err } = await agentid("test", "aic-001");
  expect([code, err]).toEqual([
    1,
    expect.stringContaining('no detection or playbook is called "aic-001"\n    did you mean "AIC-001"?'),
  ]);
});
