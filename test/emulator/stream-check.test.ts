import { missingField } from "../../lib/emulator/ingestion/stream-check";

const columns = ["TimeGenerated", "Host", "SenderId", "SenderStanding"].map((name) => ({
  name,
  type: "string" as const,
}));
const row = (data: object) => ({ data: { ...data }, place: "row 1", bytes: 1 });

test("a field that a row lacks is told, but for the sender's stamp", () => {
  expect(missingField("s", columns, row({ TimeGenerated: null, Host: null }))).toBeUndefined();
  expect(missingField("s", columns, row({ TimeGenerated: null, SenderId: "a" }))).toMatchObject({ column: "Host" });
});
