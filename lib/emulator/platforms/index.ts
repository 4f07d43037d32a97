export { FakePlatforms, type PlatformCall } from "./platforms";
export { readEndpoints } from "./read-endpoints";
export { PlatformServer } from "./server";
