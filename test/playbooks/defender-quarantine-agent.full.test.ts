import { describeDefender } from "./defender";

describeDefender("PB-02");
