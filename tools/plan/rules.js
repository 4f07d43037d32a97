// Plain JavaScript: dependency-cruiser reads it as its configuration does.
const { storeys } = require("./plan.json");

/** Every room of the plan, lowest first. */
const rooms = storeys.flatMap(({ rooms }) => rooms);
const names = new Set(rooms.map(({ room }) => room));

const sources = (room) => (room.startsWith("packages/") ? `${room}/src` : room);
const literal = (path) => path.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** What a room may import, as patterns of paths: a storey, a room, or one door of a room. */
function allowed({ room, may }) {
  return [room, ...may].map((name) => {
    const owner = [...names].find((one) => name.startsWith(`${one}/`));
    if (owner) return `^${literal(`${sources(owner)}${name.slice(owner.length)}`)}\\.ts$`;
    return `^${literal(name)}/`;
  });
}

/** The door of a room by which everybody comes in, and those beside it that load less. */
const doorsOf = ({ room, doors = [] }) => ["index", ...doors].map((door) => `${sources(room)}/${door}.ts`);

/** Rules of dependency-cruiser that say what the plan says. */
const forbidden = [
  {
    name: "no-circle",
    comment: "two files need each other, be it for types alone: cut one of them in two",
    severity: "error",
    from: {},
    to: { circular: true },
  },
  {
    name: "no-undeclared-dependency",
    comment: "what is not in the nearest package.json is not there where it is installed: declare it",
    severity: "error",
    from: { path: "^(lib|packages|tools|bench|examples)/" },
    to: { dependencyTypes: ["npm-no-pkg", "npm-unknown", "unknown"] },
  },
  {
    name: "no-unresolved",
    comment: "there is no such file",
    severity: "error",
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: "nothing-published-needs-tools",
    comment: "tools, tests, benches and examples are not published: move down what is needed",
    severity: "error",
    from: { path: "^(lib|packages/[^/]+/src)/" },
    to: { path: "^(tools|test|bench|examples|packages/[^/]+/test)/" },
  },
  {
    name: "a-room-of-the-plan",
    comment: "a folder of lib or packages that tools/plan/plan.json does not name: say there what it may import",
    severity: "error",
    from: { path: "^(lib|packages)/[^/]+/", pathNot: rooms.map(({ room }) => `^${literal(room)}/`) },
    to: {},
  },
  ...rooms.map((room) => ({
    name: `${room.room}-imports-downward`,
    comment: `tools/plan/plan.json does not allow it: ${room.room} may import ${room.may.join(", ") || "nothing of the others"}`,
    severity: "error",
    from: { path: `^${literal(sources(room.room))}/` },
    to: { path: "^(lib|packages)/", pathNot: allowed(room) },
  })),
  ...rooms.map((room) => ({
    name: `${room.room}-has-doors`,
    comment: `enter by ${doorsOf(room).join(", ")}`,
    severity: "error",
    // Tests and benches look inside.
    from: { path: "^(lib|packages/[^/]+/src|tools|examples|main\\.ts)", pathNot: `^${literal(room.room)}/` },
    to: { path: `^${literal(sources(room.room))}/`, pathNot: doorsOf(room).map((door) => `^${literal(door)}$`) },
  })),
];

module.exports = { rooms, storeys, forbidden };
