import { alertValueBreaches } from "../../../limits";
import type { Check } from "../context";
import { limitProblems } from "./limit-problems";

/** Alerts that tests expect: Sentinel would cut none of them. It is as far as sizes can be told before there are rows. */
export const checkAlertLimits: Check = ({ content }) =>
  content.detections.flatMap(({ tests }) =>
    (tests?.data.tests ?? []).flatMap(({ expect }, t) =>
      expect.alerts.flatMap((alert, a) =>
        limitProblems(tests!.source, alertValueBreaches(alert), (path) => ["tests", t, "expect", "alerts", a, ...path]),
      ),
    ),
  );
