import { readKeyRegistry } from "@sentinel-agent-identities/lineage";
import { newKey } from "../../lineage/test/support/records";
import { type RowSender, SendError } from "../src/send/sender";
import { SignatureVerifier } from "../src/signatures";
import { chainRows, clients, registryJson, verdictsIn, workspaceWith } from "./signature-support";
import { MemoryStore, virtualPacing } from "./support";

const key = newKey();
const stranger = newKey();
const chain = "5f0c8a52-6f0e-4c55-9a8b-2f6c7d1e0a94";

/** A workspace with a chain, in which one record was changed, one is missing, one came twice and one is of a foreign key. */
async function prepared() {
  const rows = await chainRows(6, key, chain);
  rows[1] = { ...rows[1], ToolName: "other_tool" };
  rows.splice(3, 1);
  rows.push({ ...rows[0] });
  rows.push(...(await chainRows(1, stranger, "7f0c8a52-6f0e-4c55-9a8b-2f6c7d1e0a94")));
  const workspace = await workspaceWith(rows, virtualPacing().clock);
  const store = new MemoryStore();
  const reached = clients(workspace);
  const verifier = (sender: RowSender = reached.sender) =>
    new SignatureVerifier({
      ...reached,
      sender,
      store,
      registry: readKeyRegistry(registryJson(key)),
      verifierId: "test",
      verifierVersion: "1",
      pollMilliseconds: 30_000,
    });
  return { workspace, store, verifier, ...reached };
}

test("each record gets one verdict, and none when it is read again", async () => {
  const { workspace, verifier } = await prepared();
  const report = await verifier().run();
  expect(report).toMatchObject({ records: 7, waiting: false, requests: 1 });
  expect(report.verdicts).toEqual({ Valid: 2, BadSignature: 1, ChainGap: 2, Duplicate: 1, UnknownKey: 1 });
  expect(await verdictsIn(workspace)).toHaveLength(7);
  expect(workspace.emulator.rejected).toEqual([]);
  expect(await verifier().run()).toMatchObject({ records: 0, verdicts: {} });
  expect(await verdictsIn(workspace)).toHaveLength(7);
});

test("an answer that is lost: the verdicts are looked for, found, and not sent again", async () => {
  const { workspace, verifier, sender } = await prepared();
  let sent = 0;
  const deaf = {
    send: sender.send.bind(sender),
    sendOnce: async (stream: string, rows: readonly Readonly<Record<string, unknown>>[]) => {
      sent++;
      await sender.sendOnce(stream, rows);
      throw new SendError(stream, "no answer", "", undefined);
    },
  };
  await expect(verifier(deaf).run()).rejects.toThrow("no answer");
  expect(await verifier(deaf).run()).toMatchObject({ waiting: false });
  expect(sent).toBe(1);
  expect(await verdictsIn(workspace)).toHaveLength(7);
});

test("a request that is lost: the verdicts are sent again, but not before they could have shown", async () => {
  const { workspace, verifier, sender, clock } = await prepared();
  const mute = {
    send: sender.send.bind(sender),
    sendOnce: async (stream: string) => {
      throw new SendError(stream, "no answer", "", undefined);
    },
  };
  await expect(verifier(mute).run()).rejects.toThrow("no answer");
  expect(await verifier().run()).toMatchObject({ waiting: true });
  expect(await verdictsIn(workspace)).toHaveLength(0);
  clock.advance(15 * 60_000);
  expect(await verifier().run()).toMatchObject({ waiting: false });
  expect(await verdictsIn(workspace)).toHaveLength(7);
});

test("a refusal is certain: the next run sends at once", async () => {
  const { workspace, verifier, sender } = await prepared();
  const refused = {
    send: sender.send.bind(sender),
    sendOnce: async (stream: string) => {
      throw new SendError(stream, "403", "assign the role", 403);
    },
  };
  await expect(verifier(refused).run()).rejects.toThrow("assign the role");
  expect(await verifier().run()).toMatchObject({ waiting: false });
  expect(await verdictsIn(workspace)).toHaveLength(7);
});

test("rows that the endpoint refuses are found among those it takes, and told", async () => {
  const { workspace, verifier, sender } = await prepared();
  const picky = {
    send: sender.send.bind(sender),
    sendOnce: async (stream: string, rows: readonly Readonly<Record<string, unknown>>[]) => {
      if (rows.some(({ VerificationState, EventUid }) => VerificationState === "UnknownKey" && EventUid === "7f0c-0"))
        throw new SendError(stream, "400 the request is malformed", "", 400);
      return sender.sendOnce(stream, rows);
    },
  };
  expect(await verifier(picky).run()).toMatchObject({ waiting: false });
  const verdicts = (await verdictsIn(workspace)).map((text) => JSON.parse(text) as string[]);
  expect(verdicts).toHaveLength(7);
  expect(verdicts.filter(([, , , , state]) => state === "UnknownKey")).toEqual([
    ["set aside", "", null, "", "UnknownKey", expect.stringContaining("400 the request is malformed")],
  ]);
  expect(await verifier(picky).run()).toMatchObject({ records: 0 });
});

test("an endpoint that refuses every row loses none", async () => {
  const { workspace, verifier, sender } = await prepared();
  const closed = {
    send: sender.send.bind(sender),
    sendOnce: async (stream: string) => {
      throw new SendError(stream, "400 no such stream", "see that the rule has it", 400);
    },
  };
  await expect(verifier(closed).run()).rejects.toThrow("see that the rule has it");
  await expect(verifier(closed).run()).rejects.toThrow("see that the rule has it");
  expect(await verifier().run()).toMatchObject({ waiting: false });
  expect(await verdictsIn(workspace)).toHaveLength(7);
});

test("a state that was changed by hand is refused", async () => {
  const { verifier, store, sender } = await prepared();
  const lost = async () => Promise.reject(new SendError("s", "no answer", "", undefined));
  const mute = { send: sender.send.bind(sender), sendOnce: lost };
  await expect(verifier(mute).run()).rejects.toThrow("no answer");
  store.texts.set("signatures", store.texts.get("signatures")!.replace('"BadSignature"', '"Valid"'));
  await expect(verifier().run()).rejects.toThrow(/with other rows than it was made of/);
});
