import { describeFailures } from "./failures";

describeFailures("PB-01");
