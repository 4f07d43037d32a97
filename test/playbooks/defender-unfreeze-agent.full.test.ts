import { describeDefender } from "./defender";

describeDefender("PB-07");
