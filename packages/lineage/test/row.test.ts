import { lineageHash, lineageRow, type ProvenanceVerdict } from "../src";
import { columnsOf } from "./support/columns";
import { artifact, commit, repository } from "./support/sigstore";

const now = new Date("2026-03-02T10:00:00Z");
const verified: ProvenanceVerdict = {
  state: "Verified",
  reasons: [],
  repository,
  commit,
  builderId: "b",
  signedAt: "2026-03-01T00:00:00.000Z",
  validTo: "2026-04-01T00:00:00.000Z",
  subject: { name: "registry.contoso.test/finance-agent", digest: artifact },
};

test("a row has every column of its stream, in order", () => {
  const row = lineageRow(verified, { imageDigest: artifact, agentId: "A" }, undefined, "1", now);
  expect(Object.keys(row)).toEqual(columnsOf("AgentLineage_CL", "Custom-AgentLineage").map(({ name }) => name));
});

test("a row says what is known, in the form that rules compare", () => {
  const subject = {
    imageDigest: artifact.toUpperCase().replace("SHA", "sha"),
    agentId: "AGENT",
    blueprintId: "BLUEPRINT",
    credentialId: "c",
  };
  const review = { commitVerified: false, author: "ann", pullRequest: "p", approvers: ["bob"] };
  expect(lineageRow(verified, subject, review, "1.2.3", now)).toMatchObject({
    LineageId: `agent/${artifact.slice(7, 19)}`,
    LineageHash: lineageHash({
      blueprintId: "blueprint",
      credentialId: "c",
      repo: repository,
      commit,
      imageDigest: artifact,
      builderId: "b",
    }),
    AgentId: "agent",
    BlueprintId: "blueprint",
    ImageDigest: artifact,
    ImageRepository: "registry.contoso.test/finance-agent",
    CommitVerified: false,
    Approvers: ["bob"],
    VerificationState: "Verified",
    VerificationError: "",
    VerifierVersion: "1.2.3",
    ValidFrom: "2026-03-01T00:00:00.000Z",
    ValidTo: "2026-04-01T00:00:00.000Z",
    AdditionalFields: null,
  });
});

test("a row of an artifact without provenance says why", () => {
  const missing: ProvenanceVerdict = {
    state: "Missing",
    reasons: [{ code: "provenance/none", message: "there is none" }],
  };
  expect(lineageRow(missing, { imageDigest: artifact, blueprintId: "b" }, undefined, "1", now)).toMatchObject({
    LineageId: `b/${artifact.slice(7, 19)}`,
    SourceRepository: null,
    VerificationState: "Missing",
    VerificationError: "there is none",
    AdditionalFields: { reasons: ["provenance/none"] },
  });
});
