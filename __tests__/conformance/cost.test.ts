import { cloudNames } from "../../constructs/contract/project";
import { environments } from "../../envs/environments";
import { stackOf } from "../synthesized";
import { onCloud } from "./every-environment";
import { cloudReadings } from "./readings/readings";

describe.each(cloudNames)("on %s", (cloud) => {
  const app = onCloud(cloud, environments);
  const read = cloudReadings[cloud];
  const dev = stackOf(app, "dev");
  const staging = stackOf(app, "staging");
  const prod = stackOf(app, "prod");

  test("dev has one NAT gateway", () => {
    expect(read.natGateways(dev)).toBe(1);
  });

  test("dev's workloads run on spot nodes", () => {
    const { system, ...workloads } = read.capacityTypes(dev);
    expect(new Set(Object.values(workloads).flat())).toEqual(new Set(["spot"]));
    expect(system).toEqual(["on-demand"]);
  });

  test("dev keeps logs for a week at the most", () => {
    expect(read.flowLogs(dev)?.retentionDays).toBeLessThanOrEqual(7);
    expect(read.controlPlaneLogs(dev)?.retentionDays).toBeLessThanOrEqual(7);
  });

  test("dev can be destroyed in the evening", () => {
    expect(read.isProtected(dev)).toBe(false);
  });

  test("dev pays for no private service access", () => {
    expect(read.hasPrivateServiceAccess(dev)).toBe(false);
  });

  test("staging has production's shape", () => {
    const shape = (stack: typeof prod) => ({
      zones: read.zones(stack),
      natGateways: read.natGateways(stack),
      hasPrivateServiceAccess: read.hasPrivateServiceAccess(stack),
      isProtected: read.isProtected(stack),
      system: read.capacityTypes(stack).system,
    });
    expect(shape(staging)).toEqual(shape(prod));
  });

  test("prod spans three zones, and its NAT outlives the loss of one", () => {
    expect(read.zones(prod)).toHaveLength(3);
    expect(read.natGateways(prod)).toBe(read.natGatewaysOfThreeZones ?? 3);
  });

  test("prod's system pool is on demand", () => {
    expect(read.capacityTypes(prod).system).toEqual(["on-demand"]);
  });

  test("prod can't be destroyed by accident", () => {
    expect(read.isProtected(prod)).toBe(true);
  });

  test("prod keeps logs for a year at the least", () => {
    expect(read.flowLogs(prod)?.retentionDays).toBeGreaterThanOrEqual(365);
    expect(read.controlPlaneLogs(prod)?.retentionDays).toBeGreaterThanOrEqual(365);
  });
});
