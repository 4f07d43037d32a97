import { fromProtobuf, toProtobuf } from "../../otlp/test/protobuf-support";
import { serveIntake } from "./intake-server";
import { from, record, traces, who } from "./intake-support";
import { MemorySender } from "./support";

test("the handlers read bodies from HTTP, and answer in the form of the request", async () => {
  const sender = new MemorySender();
  const { server, url } = await serveIntake({ sender });
  const send = (path: string, type: string, body: string | Uint8Array<ArrayBuffer>) =>
    fetch(`${url}${path}`, { method: "POST", headers: { ...from(who), "content-type": type }, body });
  try {
    const json = await send("/v1/traces", "application/json", traces("a"));
    expect([json.status, json.headers.get("content-type"), await json.json()]).toEqual([200, "application/json", {}]);
    const bytes = new Uint8Array(toProtobuf(JSON.parse(traces("b"))));
    const protobuf = await send("/v1/traces", "application/x-protobuf", bytes);
    expect([protobuf.status, protobuf.headers.get("content-type")]).toEqual([200, "application/x-protobuf"]);
    const refused = await send("/v1/traces", "application/x-protobuf", new Uint8Array([0xff]));
    const status = fromProtobuf("Status", new Uint8Array(await refused.arrayBuffer()));
    expect([refused.status, status]).toEqual([400, { message: expect.stringContaining("not protobuf") }]);
    const records = await send("/v1/records", "application/json", JSON.stringify([record(), 7]));
    expect(await records.json()).toEqual({ rejected: [{ index: 1, reason: "is no object" }] });
    expect(sender.rows.map((row) => row.Name ?? row.EventType)).toEqual(["a", "b", "ToolExecuted"]);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
