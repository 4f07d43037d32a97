import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../../lib/content";

const examples = join(packageRoot(), "examples", "relay");

/** A virtual environment with the example's requirements, kept between runs; undefined where it cannot be had. */
export function python(): string | undefined {
  const requirements = join(examples, "python", "requirements.txt");
  const name = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
  const folder = join(tmpdir(), `agentid-relay-python-${name}`);
  const interpreter = join(folder, "bin", "python");
  if (existsSync(join(folder, "complete"))) return interpreter;
  if (spawnSync("python3", ["-m", "venv", "--clear", folder]).status !== 0) return undefined;
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", requirements];
  if (spawnSync(interpreter, pip, { timeout: 300_000 }).status !== 0) return undefined;
  writeFileSync(join(folder, "complete"), "");
  return interpreter;
}

/** A model that calls the tool it is offered once, and then answers. */
export async function modelServer(): Promise<Server> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { messages } = JSON.parse(Buffer.concat(chunks).toString()) as { messages: { role: string }[] };
    const isAnswered = messages.some(({ role }) => role === "tool");
    const call = {
      id: "call_17",
      type: "function",
      function: { name: "look_up_invoice", arguments: '{"number":"17"}' },
    };
    const message = isAnswered
      ? { role: "assistant", content: "Yes." }
      : { role: "assistant", content: null, tool_calls: [call] };
    const choices = [{ index: 0, message, finish_reason: isAnswered ? "stop" : "tool_calls" }];
    const usage = { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 };
    response.setHeader("Content-Type", "application/json");
    response.end(
      JSON.stringify({ id: "answer", object: "chat.completion", created: 1, model: "gpt-4o-2024", choices, usage }),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}
