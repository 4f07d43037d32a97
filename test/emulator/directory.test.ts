import { Directory } from "../../lib/emulator/graph";
import { agent, directoryData } from "./graph-support";

const [upper, lower] = ["AAAABBBB-0000-4000-8000-00000000CCCC", "aaaabbbb-0000-4000-8000-00000000cccc"];
const owner = { "@odata.type": "#microsoft.graph.user", id: "ddddeeee-0000-4000-8000-00000000ffff" };
const application = (id: string) => ({ "@odata.type": "#microsoft.graph.application", id });
const credential = {
  "@odata.type": "#microsoft.graph.federatedIdentityCredential",
  id: "f1",
  name: "release",
  issuer: "https://token.actions.githubusercontent.com",
};
const author = { principalId: "p", at: new Date("2026-03-02T10:00:00Z") };

/** A directory whose ids are as some exports have them, and one as Graph has them. */
const written = (id: string) =>
  new Directory(
    directoryData([agent(1, { id })], {
      applications: [application(id)],
      relations: { [id]: { owners: [owner] } },
      federatedIdentityCredentials: { [id]: [credential] },
    }),
  );

describe.each([
  ["upper", upper, lower],
  ["lower", lower, upper],
])("ids in %s case", (_case, id, other) => {
  test("are found in the other, with what belongs to them", () => {
    const directory = written(id);
    expect(directory.get("servicePrincipals", other)).toMatchObject({ id });
    expect(directory.related(other, "owners")).toEqual([owner]);
    expect(directory.federatedIdentityCredentials(other)).toEqual([credential]);
  });

  test("are changed, related and removed in the other: there is one of each", () => {
    const directory = written(id);
    directory.update("servicePrincipals", other, { accountEnabled: false }, author);
    expect(directory.list("servicePrincipals")).toMatchObject([{ id, accountEnabled: false }]);
    directory.relate(other, "owners", []);
    expect([directory.related(id, "owners"), directory.related(other, "owners")]).toEqual([[], []]);
    directory.removeFederatedIdentityCredential(application(other), "release", author);
    expect(directory.federatedIdentityCredentials(id)).toEqual([]);
    directory.remove(other);
    expect(directory.list("servicePrincipals")).toEqual([]);
  });

  test("are seen as they were before a write, whichever way they are asked for", () => {
    const directory = written(id);
    directory.put("servicePrincipals", agent(1, { id: other, accountEnabled: false }), author);
    directory.put("servicePrincipals", agent(1, { id, accountEnabled: false }), author);
    directory.removeFederatedIdentityCredential(application(other), "release", author);
    const before = directory.asOf(new Date("2026-03-02T09:59:59Z"));
    for (const asked of [id, other]) {
      expect(before.find("servicePrincipals", asked)).toMatchObject({ accountEnabled: true });
      expect(before.federatedIdentityCredentials(asked)).toEqual([credential]);
    }
    expect(directory.changedSince(0)).toHaveLength(1);
  });
});
