import { agentAsset, assetStream, blueprintAsset, finish } from "../rows/asset";
import { blueprintTarget, type Target } from "../rows/audit";
import { day, hour, iso, minute } from "../time";
import type { Attack } from "./attack";
import { hosting, hostingIp, type Scene } from "./scene";

const keys = "Update application – Certificates and secrets management ";

/** A secret or certificate is added to the blueprint's application; sign-ins with it have the columns that come back. */
function addKey(scene: Scene, time: number, type: "Password" | "AsymmetricX509Cert", name: string) {
  const id = scene.random.guid();
  const added = `[KeyIdentifier=${id},KeyType=${type},KeyUsage=Verify,DisplayName=${name}]`;
  const modified = [
    { name: "KeyDescription", old: [], new: [added] },
    { name: "Included Updated Properties", new: "KeyDescription" },
  ];
  scene.audit(time, keys, { user: scene.insider }, [blueprintTarget(scene.agent.blueprint, modified)]);
  return {
    ClientCredentialType: type === "Password" ? "clientSecret" : "certificate",
    ServicePrincipalCredentialKeyId: id,
  };
}

/** A federated credential is added beside those that are there. */
function addFederation(scene: Scene, added: Readonly<Record<string, unknown>>): void {
  const { credentials } = scene.agent.blueprint;
  const there = credentials
    .filter(({ issuer }) => issuer !== "")
    .map(({ id, name, issuer, subject }) => ({ Id: id, Name: name, Issuer: issuer, Subject: subject }));
  const modified = [
    { name: "FederatedIdentityCredentials", old: there, new: [...there, { Id: scene.random.guid(), ...added }] },
    { name: "Included Updated Properties", new: "FederatedIdentityCredentials" },
  ];
  scene.audit(scene.at, "Update application", { user: scene.insider }, [
    blueprintTarget(scene.agent.blueprint, modified),
  ]);
}

/** Attacks that begin with a credential. */
export const credentialAttacks: readonly Attack[] = [
  {
    name: "secret-used-abroad",
    title: "A secret is added to a blueprint at night and used from rented machines within the hour",
    strength: "strong",
    detections: ["AIC-001", "AIC-009", "AIC-011", "AIC-024"],
    hours: [20, 22],
    write(scene) {
      const credential = addKey(scene, scene.at, "Password", "backup");
      for (let i = 0; i < 4; i++) {
        const time = scene.at + (20 + 12 * i) * minute;
        const token = scene.token(time, {
          credential,
          ip: hostingIp,
          site: hosting,
          userAgent: "python-requests/2.32",
        });
        for (let page = 0; page < 6; page++)
          scene.graph(token, time + (page + 1) * 9000, { path: "/v1.0/users?$top=999", size: 88_000, ip: hostingIp });
      }
    },
  },
  {
    name: "secret-used-in-the-cloud",
    title: "A colleague's account adds a secret to a blueprint at work; a day later it is used from the same cloud",
    strength: "medium",
    detections: ["AIC-001", "AIC-011", "AIC-024"],
    write(scene) {
      const credential = addKey(scene, scene.at, "Password", "ci");
      const time = scene.at + 22 * hour;
      const token = scene.token(time, { credential, ip: "20.50.88.14" });
      scene.graph(token, time + 8000, { path: "/v1.0/sites/root/drives", ip: "20.50.88.14" });
    },
  },
  {
    name: "certificate-like-the-pipeline's",
    title: "A certificate is added by hand under the name that the pipeline gives its own",
    strength: "weak",
    detections: ["AIC-001", "AIC-011"],
    write(scene) {
      const credential = addKey(scene, scene.at, "AsymmetricX509Cert", `CN=${scene.agent.blueprint.name}`);
      scene.token(scene.at + 5 * hour, { credential });
    },
  },
  {
    name: "foreign-federation",
    title: "A blueprint comes to trust workflows of a stranger's repository",
    strength: "strong",
    detections: ["AIC-002"],
    write(scene) {
      addFederation(scene, {
        Name: "github",
        Issuer: "https://token.actions.githubusercontent.com",
        Subject: "repo:octo-evening/mirror:ref:refs/heads/main",
        ClaimsMatchingExpressionValue: null,
        ClaimsMatchingExpressionLanguageVersion: 0,
      });
    },
  },
  {
    name: "flexible-federation",
    title: "A flexible federated credential that matches a stranger's repositories is added beside a trusted one",
    strength: "medium",
    detections: ["AIC-002"],
    write(scene) {
      addFederation(scene, {
        Name: "github-all",
        Issuer: "https://token.actions.githubusercontent.com",
        Subject: null,
        ClaimsMatchingExpressionValue: "claims['sub'] matches 'repo:octo-evening/*'",
        ClaimsMatchingExpressionLanguageVersion: 1,
      });
    },
  },
  {
    name: "owner-then-secret",
    title: "A colleague's account becomes the owner of a blueprint and adds a secret most of a day later",
    strength: "medium",
    detections: ["AIC-007", "AIC-001"],
    write(scene) {
      const { insider, agent } = scene;
      const { objectId, name } = agent.blueprint;
      const owner: Target = {
        id: insider.id,
        name: insider.name,
        type: "User",
        modified: [
          { name: "Application.ObjectID", new: objectId },
          { name: "Application.DisplayName", new: name },
        ],
      };
      scene.audit(scene.at, "Add owner to application", { user: insider }, [owner, blueprintTarget(agent.blueprint)]);
      addKey(scene, scene.at + 20 * hour, "Password", "");
    },
  },
  {
    name: "spare-identities",
    title: "A colleague's account makes a dozen agent identities of a blueprint within an hour",
    strength: "medium",
    detections: ["AIC-008"],
    write(scene) {
      const { blueprint } = scene.agent;
      const sync = { time: scene.at - (scene.at % hour) + hour, type: "Delta", id: "delta-spare" } as const;
      for (let i = 0; i < 12; i++) {
        const [id, name, time] = [scene.random.guid(), `${blueprint.name}-${60 + i}`, scene.at + i * 4 * minute];
        scene.audit(time, "Add service principal", { user: scene.insider }, [
          { id, name, type: "ServicePrincipal", agentType: "agenticAppInstance", blueprintId: blueprint.objectId },
        ]);
        // The asset sync finds them within the hour.
        const at = { ...sync, time: time < sync.time ? sync.time : sync.time + hour };
        const asset = agentAsset(scene.world, scene.agent, at);
        scene.row(assetStream, at.time, {
          ...asset,
          AgentId: id,
          AppId: id,
          AgentName: name,
          CreatedDateTime: iso(time),
        });
      }
    },
  },
  {
    name: "stranger's-blueprint",
    title: "A colleague's account consents to a blueprint of an organisation that nobody has verified",
    strength: "medium",
    detections: ["AIC-017"],
    write(scene) {
      const { random, world, at, agent } = scene;
      const foreign = { ...agent.blueprint, appId: random.guid(), objectId: random.guid(), name: "meeting-helper" };
      const id = random.guid();
      scene.about = { id, name: foreign.name, blueprintId: foreign.appId };
      const target: Target = { id, name: foreign.name, type: "ServicePrincipal", blueprintId: foreign.objectId };
      const typed = { ...target, agentType: "agentIdentityBlueprintPrincipal" as const };
      scene.audit(at, "Add service principal", { user: scene.insider }, [typed]);
      scene.audit(at + 20_000, "Consent to application", { user: scene.insider }, [typed]);
      const synced = at - (at % hour) + hour + 31_000;
      const snapshot = {
        time: synced,
        type: "Delta" as const,
        id: `delta-${new Date(synced).toISOString().slice(0, 13)}`,
      };
      const { AgentId, AppId, BlueprintId } = blueprintAsset(world, foreign, snapshot);
      const strange = {
        AppOwnerTenantId: random.guid(),
        PublisherDomain: "octo-evening.net",
        SignInAudience: "AzureADMultipleOrgs",
      };
      const common = { AppId, BlueprintId, BlueprintPrincipalId: id, AgentName: foreign.name, ...strange };
      scene.row(assetStream, synced, finish(world, snapshot, { AssetType: "Blueprint", AgentId, ...common }));
      scene.row(
        assetStream,
        synced,
        finish(world, snapshot, { AssetType: "BlueprintPrincipal", AgentId: id, ...common }),
      );
    },
  },
  {
    name: "old-token",
    title: "A token that was taken in the morning is still used in the evening",
    strength: "medium",
    detections: ["AIC-033", "AIC-010"],
    hours: [15, 18],
    write(scene) {
      const early = scene.at - 9 * hour;
      const token = { ...scene.token(early), expires: early + day };
      const session = scene.session("Collect what is open.");
      for (const step of scene.agent.blueprint.kind.tasks[0]!.steps) session.call(step);
      session.finish("done.");
      for (const operation of scene.stage.operations.splice(0)) scene.stage.operation({ ...operation, token });
    },
  },
];
