/**
 * Node's environment with the KQL language service of the process in it: inside Jest's own sandbox, loaded anew for each
 * test file, the service is several times slower.
 */
const { TestEnvironment } = require("jest-environment-node");
require("@kusto/language-service-next/bridge.min.js");
require("@kusto/language-service-next/Kusto.Language.Bridge.min.js");

module.exports = class KustoEnvironment extends TestEnvironment {
  constructor(...settings) {
    super(...settings);
    this.global.Bridge = globalThis.Bridge;
    this.global.Kusto = globalThis.Kusto;
  }
};
