import { testBenign } from "./benign";

testBenign("calm-2");
