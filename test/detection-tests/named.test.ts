import { isNamed } from "../../lib/detection-tests";
import { shipped } from "../shared/content";

const { detections } = shipped;
const meantBy = (name: string) => detections.filter((item) => isNamed(item, [name])).map((item) => item.name);

test.each([
  "AIC-047-outbound-volume",
  "AIC-047",
  "detections/egress/AIC-047-outbound-volume",
  "./detections/egress/AIC-047-outbound-volume.test.yaml",
])("%s means one rule", (name) => expect(meantBy(name)).toEqual(["AIC-047-outbound-volume"]));

test.each(["detections/egress", "detections/egress/"])("%s means the rules in it", (name) =>
  expect(meantBy(name)).toEqual([
    "AIC-046-first-seen-destination",
    "AIC-046-unauthorised-destination",
    "AIC-047-outbound-volume",
  ]),
);

test("the beginning of a name means nothing", () => expect(meantBy("detections/eg")).toEqual([]));
