import type { AgentKind, Browsing, Task } from "../../kinds/kind";
import type { FleetAgent } from "../../plan/agent";
import type { Random } from "../../random";
import type { World } from "../world";

const words =
  "amber basalt cedar delta ember fjord garnet harbor indigo jasper kelvin lumen maple nimbus onyx pixel quartz river sable tundra umber velvet willow zephyr atlas beacon cobalt drift".split(
    " ",
  );

/** How hosts of a topic are named: `{a}` and `{b}` are words. */
const patterns: Readonly<Record<Browsing["topic"], readonly string[]>> = {
  documentation: [
    "docs.{a}{b}.dev",
    "{a}-{b}.readthedocs.io",
    "{a}{b}.github.io",
    "developer.{a}{b}.com",
    "{a}.{b}.io",
  ],
  news: ["www.{a}{b}news.com", "{a}-{b}-times.co.uk", "blog.{a}{b}.org", "{a}{b}.substack.com", "www.{a}-{b}.de"],
  suppliers: ["shop.{a}{b}.com", "www.{a}-{b}-parts.eu", "catalog.{a}{b}.net"],
};

/** A page's host: now and then one that the agent never saw, mostly one of a few that agents of its blueprint share. */
export function pageHost(world: World, agent: FleetAgent, random: Random): string {
  const { kind, appId } = agent.blueprint;
  const browsing = kind.browsing!;
  if (random.chance(browsing.newPerDay / pagesPerDay(kind))) return hostOf(browsing, random);
  // The first of them are read far more often than the last.
  const position = Math.floor(14 * random.next() ** 2);
  return hostOf(browsing, world.random.fork("known-host", appId, position));
}

function hostOf({ topic }: Browsing, random: Random): string {
  return random.pick(patterns[topic]).replace("{a}", random.pick(words)).replace("{b}", random.pick(words));
}

/** How many pages an agent of the kind reads on an ordinary day. */
function pagesPerDay({ tasks, rhythm }: AgentKind): number {
  const usual = tasks.filter((task) => !task.learned);
  const weight = usual.reduce((sum, task) => sum + task.weight, 0);
  return rhythm.perDay * usual.reduce((sum, task) => sum + (task.weight / weight) * pagesOf(task), 0);
}

const pagesOf = ({ steps }: Task): number =>
  steps
    .filter(({ send }) => send?.browse)
    .reduce((sum, { repeat: [fewest, most] = [1, 1] }) => sum + (fewest + most) / 2, 0);
