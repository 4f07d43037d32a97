import { graphEndpoint, scriptedGraph } from "./support";

const next = (link: string, ...value: unknown[]) => ({ body: { value, "@odata.nextLink": link } });
const last = (...value: unknown[]) => ({ body: { value } });

describe("pages", () => {
  test("are followed to the end", async () => {
    const { graph, calls } = scriptedGraph((url) =>
      url.includes("skip") ? last(2) : next(`${graphEndpoint}/v1.0/x?skip`, 1),
    );
    expect(await graph.list("v1.0", "x")).toEqual([1, 2]);
    expect(calls.map(({ url }) => url)).toEqual([`${graphEndpoint}/v1.0/x`, `${graphEndpoint}/v1.0/x?skip`]);
    expect(graph.requests).toBe(2);
  });

  test.each(["https://evil.example/v1.0/x", "http://graph.example/v1.0/x", "/v1.0/x"])(
    "on another origin are not: %s would get the token",
    async (link) => {
      const { graph, calls } = scriptedGraph(() => next(link, 1));
      await expect(graph.list("v1.0", "x")).rejects.toThrow(/is no address of https:\/\/graph.example/);
      expect(calls).toHaveLength(1);
    },
  );
});

describe("what goes wrong", () => {
  test("429 waits as long as Retry-After says, and 503 longer each time", async () => {
    const script = [{ status: 429, headers: { "Retry-After": "7" } }, { status: 503 }, { status: 503 }, last(1)];
    const { graph, waits } = scriptedGraph((_url, _body, call) => script[call - 1]!);
    expect(await graph.list("v1.0", "x")).toEqual([1]);
    expect(waits).toEqual([7000, 2000, 4000]);
  });

  test("a lost connection is tried again, and given up after eight attempts", async () => {
    const { graph, calls } = scriptedGraph(() => ({ error: "ECONNRESET" }));
    await expect(graph.get("v1.0", "x")).rejects.toThrow("GET v1.0/x: failed 8 times, last with Error: ECONNRESET");
    expect(calls).toHaveLength(8);
  });

  test("401 is tried once more with a new token", async () => {
    const { graph, calls } = scriptedGraph((_url, _body, call) =>
      call === 1 ? { status: 401, body: {} } : { body: { id: 1 } },
    );
    expect(await graph.get("v1.0", "x")).toEqual({ id: 1 });
    expect(calls.map(({ authorization }) => authorization)).toEqual(["Bearer t1", "Bearer t2"]);
  });

  test.each([
    ["servicePrincipals/microsoft.graph.agentIdentity?$select=id", "AgentIdentity.Read.All"],
    [
      "servicePrincipals/microsoft.graph.agentIdentity?$select=id,customSecurityAttributes",
      "CustomSecAttributeAssignment.Read.All",
    ],
    ["servicePrincipals/microsoft.graph.agentIdentity/i/inheritedAppRoleAssignments", "Application.Read.All"],
    [
      "servicePrincipals/i/microsoft.graph.agentIdentityBlueprintPrincipal/owners",
      "AgentIdentityBlueprintPrincipal.Read.All",
    ],
    ["applications/microsoft.graph.agentIdentityBlueprint", "AgentIdentityBlueprint.Read.All"],
    ["users/microsoft.graph.agentUser", "User.Read.All"],
    ["servicePrincipals/i/oauth2PermissionGrants", "Directory.Read.All"],
    ["identityProtection/riskyAgents", "IdentityRiskyAgent.Read.All"],
    ["roleManagement/directory/roleAssignments", "RoleManagement.Read.Directory"],
    ["servicePrincipals/i/appRoleAssignments", "Application.Read.All"],
  ])("403 for %s names %s", async (path, role) => {
    const { graph } = scriptedGraph(() => ({ status: 403, body: { error: { code: "Denied", message: "no" } } }));
    await expect(graph.get("v1.0", path)).rejects.toThrow(
      `GET v1.0/${path}: Graph answered 403 Denied no; grant the application permission ${role} to`,
    );
  });

  test("an answer that breaks off is tried again", async () => {
    const { graph, waits } = scriptedGraph((_url, _body, call) => (call === 1 ? { broken: "terminated" } : last(1)));
    expect(await graph.list("v1.0", "x")).toEqual([1]);
    expect(waits).toEqual([1000]);
  });

  test("Retry-After may be a date", async () => {
    const headers = { "Retry-After": "Mon, 02 Mar 2026 10:00:09 GMT" };
    const { graph, waits } = scriptedGraph((_url, _body, call) => (call === 1 ? { status: 429, headers } : last(1)));
    await graph.list("v1.0", "x");
    expect(waits).toEqual([9000]);
  });

  test("pages that lead back to one that was read have no end, and are given up", async () => {
    const { graph, calls } = scriptedGraph(() => next(`${graphEndpoint}/v1.0/x?skip`, 1));
    await expect(graph.list("v1.0", "x")).rejects.toThrow("GET x: a page's @odata.nextLink leads to a page that was");
    expect(calls).toHaveLength(2);
    await expect(graph.changes("v1.0", "delta")).rejects.toThrow("leads to a page that was read before");
  });

  test.each([{}, { value: null }, { error: "none" }])("%p is no list, and not an empty one", async (body) => {
    const { graph } = scriptedGraph((_url, sent) =>
      sent ? { body: { responses: [{ id: "0", status: 200, body }] } } : { body },
    );
    await expect(graph.list("v1.0", "x")).rejects.toThrow("GET v1.0/x: the answer is no list: it has no `value`");
    await expect(graph.lists("v1.0", ["y"])).rejects.toThrow("GET v1.0/y: the answer is no list: it has no `value`");
  });

  test("an answer that is no JSON is not taken for an empty one", async () => {
    const { graph } = scriptedGraph(() => ({ body: "<html>" }));
    await expect(graph.get("v1.0", "x")).rejects.toThrow(/the answer is no JSON: <html>/);
  });
});

describe("batches", () => {
  interface Request {
    readonly id: string;
    readonly url: string;
  }
  const requestsOf = (body: unknown) => (body as { requests: Request[] }).requests;

  test("hold twenty, and each one that is throttled waits for itself", async () => {
    const refused = new Set<string>();
    const { graph, calls, waits } = scriptedGraph((_url, body) => ({
      body: {
        responses: requestsOf(body)
          .map(({ id, url }) => {
            const first = (url === "/p3" || url === "/p4") && !refused.has(url);
            refused.add(url);
            const wait = url === "/p3" ? "2" : "60";
            return first ? { id, status: 429, headers: { "Retry-After": wait } } : { id, status: 200, body: { url } };
          })
          .reverse(),
      },
    }));
    const paths = Array.from({ length: 45 }, (_, i) => `p${i}`);
    const answers = await graph.batch("beta", paths);
    expect(paths.map((path) => answers.get(path)?.body)).toEqual(paths.map((path) => ({ url: `/${path}` })));
    expect(calls.map(({ body }) => requestsOf(body).length)).toEqual([20, 20, 5, 1, 1]);
    expect(waits).toEqual([2000, 58_000]);
    expect(calls[0]!.url).toBe(`${graphEndpoint}/beta/$batch`);
  });

  test("that are refused as a whole are sent again", async () => {
    const { graph, waits } = scriptedGraph((_url, body, call) =>
      call === 1
        ? { status: 429, headers: { "Retry-After": "3" } }
        : { body: { responses: requestsOf(body).map(({ id }) => ({ id, status: 404 })) } },
    );
    expect((await graph.batch("v1.0", ["a"])).get("a")).toMatchObject({ status: 404 });
    expect(waits).toEqual([3000]);
  });

  test("that answer some alone ask for the others again, and not for ever", async () => {
    const { graph, calls, waits } = scriptedGraph((_url, body, call) => ({
      body: {
        responses: requestsOf(body).flatMap(({ id }) => (call === 1 && id === "1" ? [] : [{ id, status: 200 }])),
      },
    }));
    const answers = await graph.batch("v1.0", ["a", "b"]);
    expect([...answers.keys()]).toEqual(["a", "b"]);
    expect(calls.map(({ body }) => requestsOf(body).map(({ url }) => url))).toEqual([["/a", "/b"], ["/b"]]);
    expect(waits).toEqual([1000]);
    const silent = scriptedGraph(() => ({ body: { responses: [] } }));
    await expect(silent.graph.batch("v1.0", ["a"])).rejects.toThrow("GET v1.0/a: failed 8 times, last with 503");
    expect(silent.calls).toHaveLength(8);
    const other = scriptedGraph(() => ({ body: {} }));
    await expect(other.graph.batch("v1.0", ["a"])).rejects.toThrow("a batch without answers");
  });

  test("of lists follow each list to its end; a refusal is an error unless it is expected", async () => {
    const { graph } = scriptedGraph((_url, body) => {
      if (!body) return last(2);
      const answers: Record<string, object> = {
        "/a": { status: 200, body: { value: [1], "@odata.nextLink": `${graphEndpoint}/v1.0/a?skip` } },
        "/b": { status: 404, body: { error: { code: "NotFound", message: "gone" } } },
      };
      return { body: { responses: requestsOf(body).map(({ id, url: path }) => ({ id, ...answers[path] })) } };
    });
    const lists = await graph.lists("v1.0", ["a", "b"], [404]);
    expect([lists.get("a"), lists.get("b")]).toEqual([[1, 2], 404]);
    await expect(graph.lists("v1.0", ["b"])).rejects.toThrow(/404 NotFound gone/);
  });
});

describe("changes", () => {
  const link = `${graphEndpoint}/v1.0/delta?token=1`;

  test("end with a link to go on from", async () => {
    const { graph } = scriptedGraph((url) =>
      url === link ? next(`${link}&skip`, 1) : { body: { value: [2], "@odata.deltaLink": `${link}2` } },
    );
    expect(await graph.changes("v1.0", "delta", link)).toEqual({ value: [1, 2], link: `${link}2` });
  });

  test.each([
    [410, "syncStateNotFound", ""],
    [400, "Request_BadRequest", "Badly formed token."],
  ])("since a link that is no longer known (%i) begin anew", async (status, code, message) => {
    const { graph } = scriptedGraph(() => ({ status, body: { error: { code, message } } }));
    expect(await graph.changes("v1.0", "delta", link)).toBe("reset");
    await expect(graph.changes("v1.0", "delta")).rejects.toThrow(String(status));
  });

  test("a link of another origin is not followed", async () => {
    const { graph, calls } = scriptedGraph(() => last());
    await expect(graph.changes("v1.0", "delta", "https://evil.example/x")).rejects.toThrow(/is no address of/);
    expect(calls).toEqual([]);
  });
});
