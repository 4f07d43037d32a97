import { readFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { request } from "node:https";
import { LocalServer } from "../../lib/emulator/server/local-server";

test("a connection is the client's to close: no time is named after which the server would", async () => {
  const server = await LocalServer.start(async (_request, response) => void response.end());
  const options = { ca: readFileSync(server.caFile, "utf8"), headers: { Connection: "keep-alive" } };
  const headers = await new Promise<IncomingHttpHeaders>((resolve, reject) => {
    request(server.endpoint, { ...options, servername: "localhost" }, (response) => {
      response.resume().once("end", () => resolve(response.headers));
    })
      .once("error", reject)
      .end();
  });
  await server.close();
  expect(headers.connection).toBe("keep-alive");
  expect(headers).not.toHaveProperty("keep-alive");
});
