import type { MaintenanceWindow } from "../../contract/kubernetes-cluster";
import { type Chart, helmChart } from "./helm-chart";
import { maintenanceTimes } from "./maintenance-times";

/** https://github.com/kubereboot/charts/tree/main/charts/kured */
const kured: Chart = { chart: "kured", repo: "https://kubereboot.github.io/charts", version: "6.1.0" };

/** Reboots nodes, one after the other, when updates of Ubuntu ask for it. */
export function rebootManifest(window: MaintenanceWindow | undefined): object[] {
  return [
    helmChart(kured, {
      configuration: { period: "15m0s", ...(window === undefined ? {} : times(window)) },
      tolerations: [{ operator: "Exists" }],
    }),
  ];
}

function times(window: MaintenanceWindow): object {
  const { day, ...hours } = maintenanceTimes(window);
  return { rebootDays: [day], ...hours };
}
