import type { World } from "../activity/world";
import type { FleetAgent } from "../plan/agent";
import { makeBuild } from "../plan/build";
import { lineageRow, lineageStream } from "../rows/lineage";
import { registryRow, registryTable } from "../rows/registry";
import { deploymentRow, resourceRow, resourceTable } from "../rows/resource-activity";
import { minute } from "../time";
import type { Attack } from "./attack";
import type { Scene } from "./scene";

const strange = (world: World, agent: FleetAgent, at: number, name: string) =>
  makeBuild(world.random.fork(name, agent.index), world.plan.company, 41, at, 0);

function work(scene: Scene, sessions: number): void {
  const [task] = scene.agent.blueprint.kind.tasks;
  for (let i = 0; i < sessions; i++) {
    const session = scene.session(task!.prompts[0]!, scene.at + (2 + i * 11) * minute);
    for (const step of task!.steps) session.call(step);
    session.finish("done.");
  }
}

/** Attacks on the way from code to what runs. */
export const lineageAttacks: readonly Attack[] = [
  {
    name: "unattested-image",
    title: "An agent runs an image that no pipeline built",
    strength: "strong",
    detections: ["AIC-020"],
    changes: ({ world, agent, at }) => ({ build: { agent, from: at, build: strange(world, agent, at, "unattested") } }),
    write: (scene) => work(scene, 3),
  },
  {
    name: "image-by-hand",
    title: "A colleague's account pushes an image to the registry and has the agent run it",
    strength: "medium",
    detections: ["AIC-020", "AIC-021"],
    changes: ({ world, agent, at }) => ({ build: { agent, from: at, build: strange(world, agent, at, "by-hand") } }),
    write(scene) {
      const { company, agent, at, world, insider } = scene;
      const build = strange(world, agent, at, "by-hand");
      const pushed = at - 9 * minute;
      const byHand = { Identity: insider.upn, CallerIpAddress: insider.ip, UserAgent: "docker/28.0", Tag: "latest" };
      scene.row(registryTable, pushed, registryRow(company, agent.blueprint, build, pushed, byHand));
      const event = {
        operation: "Microsoft.App/containerApps/write",
        resourceId: agent.workflowResourceId,
        caller: { id: insider.upn, appId: "04b07795-8ddb-461a-bbee-02f9e1bf7b46", ip: insider.ip },
        correlationId: scene.random.guid(),
      };
      scene.row(resourceTable, at, resourceRow(company, at, event));
      work(scene, 4);
    },
  },
  {
    name: "built-from-another-branch",
    title: "The pipeline builds and deploys a branch that nobody reviews",
    strength: "medium",
    detections: ["AIC-021", "AIC-023"],
    changes: ({ world, agent, at }) => ({ build: { agent, from: at, build: strange(world, agent, at, "branch") } }),
    write(scene) {
      const { company, agent, at, world } = scene;
      const build = strange(world, agent, at, "branch");
      scene.row(registryTable, build.pushed, registryRow(company, agent.blueprint, build, build.pushed));
      const ref = "refs/heads/hotfix";
      const workflow = `${agent.blueprint.repository}/${agent.blueprint.workflowPath}@${ref}`;
      const changes = {
        SourceRef: ref,
        WorkflowRef: workflow,
        SignerIdentity: workflow,
        Approvers: [],
        PullRequest: "",
      };
      scene.row(lineageStream, build.verified, lineageRow(world, agent, build, build.verified, changes));
      scene.row(resourceTable, at, deploymentRow(company, agent, build, at));
      work(scene, 4);
    },
  },
  {
    name: "provenance-failed",
    title: "An image whose provenance was signed by somebody else is put to work",
    strength: "medium",
    detections: ["AIC-022", "AIC-020"],
    changes: ({ world, agent, at }) => ({ build: { agent, from: at, build: strange(world, agent, at, "failed") } }),
    write(scene) {
      const { company, agent, at, world } = scene;
      const build = strange(world, agent, at, "failed");
      scene.row(registryTable, build.pushed, registryRow(company, agent.blueprint, build, build.pushed));
      const failed = {
        VerificationState: "Failed",
        VerificationError: "the bundle is signed by another identity",
        SlsaLevel: 0,
      };
      scene.row(lineageStream, build.verified, lineageRow(world, agent, build, build.verified, failed));
      work(scene, 2);
    },
  },
  {
    name: "commit-nobody-reviewed",
    title: "A commit that only its author approved reaches a host that the agent never contacted",
    strength: "weak",
    detections: ["AIC-023", "AIC-046"],
    changes: ({ world, agent, at }) => ({ build: { agent, from: at, build: strange(world, agent, at, "unreviewed") } }),
    write(scene) {
      const { company, agent, at, world } = scene;
      const build = strange(world, agent, at, "unreviewed");
      scene.row(registryTable, build.pushed, registryRow(company, agent.blueprint, build, build.pushed));
      const alone = { Approvers: [], PullRequest: "", CommitVerified: false };
      scene.row(lineageStream, build.verified, lineageRow(world, agent, build, build.verified, alone));
      scene.row(resourceTable, at, deploymentRow(company, agent, build, at));
      const session = scene.session("Write the metrics.", at + 70 * minute);
      const send = { host: "metrics-collector.app", method: "POST", path: "/v1/push", bytes: 9000 } as const;
      session.call({ tool: agent.blueprint.kind.tasks[0]!.steps[0]!.tool, send });
      session.finish("done.");
    },
  },
];
