import { describeTeams } from "./teams";

describeTeams("azure");
