/**
 * Runs a suite by Jest's circus, in the worker's own realm instead of Jest's sandbox. In there, every global is looked up
 * through an interceptor (the KQL language service is several times slower), and each suite loads the library anew. Here a
 * worker loads it once, and what it keeps in memory serves all its suites. Modules below a folder of tests belong to
 * one suite, but for those in `test/shared/`. What became of content and queries is kept where commands keep it, for the other
 * workers and for programs that tests start.
 */
require("tsx/cjs");
const { readdirSync } = require("node:fs");
const { join, sep } = require("node:path");
const { ModernFakeTimers } = require("@jest/fake-timers");
const { ModuleMocker } = require("jest-mock");
const { cacheFolder, ofThisProcess } = require("../../lib/cache");

const root = join(__dirname, "../..");
const tests = [
  join(root, "test", sep),
  ...readdirSync(join(root, "packages")).map((name) => join(root, "packages", name, "test", sep)),
];
const lasting = [join(root, "test/runner", sep), join(root, "test/shared", sep)];
const circus = join(require.resolve("jest-circus/package.json"), "..", sep);
const mocker = new ModuleMocker(globalThis);
ofThisProcess.keepIn(cacheFolder(root));

/** The suite before leaves its list of tests, hooks and variables. */
function forget() {
  delete globalThis[Symbol.for("EVENT_HANDLERS")];
  for (const file of Object.keys(require.cache))
    if (
      file.startsWith(circus) ||
      (tests.some((folder) => file.startsWith(folder)) && !lasting.some((folder) => file.startsWith(folder)))
    )
      delete require.cache[file];
}

/** What circus asks of Jest's runtime, by Node's own modules. */
const modules = {
  requireModule: require,
  requireInternalModule: require,
  setGlobalsForRuntime: () => undefined,
  unstable_shouldLoadAsEsm: () => false,
  enterTestCode: () => undefined,
  leaveTestCode: () => undefined,
};

module.exports = async (globalConfig, config, environment, _runtime, testPath, sendMessageToJest) => {
  forget();
  const realm = {
    global: globalThis,
    fakeTimersModern: new ModernFakeTimers({ config, global: globalThis }),
    handleTestEvent: environment.handleTestEvent,
  };
  const { console } = globalThis;
  const { prepareStackTrace } = Error;
  globalThis.console = environment.global.console;
  globalThis.jest = {
    fn: mocker.fn.bind(mocker),
    spyOn: mocker.spyOn.bind(mocker),
    useFakeTimers: (options) => realm.fakeTimersModern.useFakeTimers(options),
    useRealTimers: () => realm.fakeTimersModern.useRealTimers(),
  };
  // Node knows the source maps of what it loaded; Jest's own would have nothing to say.
  Error.prepareStackTrace = undefined;
  try {
    const { default: run } = require("jest-circus/runner");
    return await run(globalConfig, config, realm, modules, testPath, sendMessageToJest);
  } finally {
    ofThisProcess.save();
    mocker.restoreAllMocks();
    realm.fakeTimersModern.dispose();
    Object.assign(globalThis, { console });
    Object.assign(Error, { prepareStackTrace });
  }
};
