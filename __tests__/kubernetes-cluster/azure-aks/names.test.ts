import { longestIdentityName } from "../../../constructs/contract/workload-identity";
import {
  agentPoolNames,
  aksGlobalNames,
  aksNames,
  longestPoolLetters,
} from "../../../constructs/kubernetes-cluster/azure-aks/names";

const longestPrefix = `${"p".repeat(20)}-${"e".repeat(12)}`;

test("an agent pool's name has letters and digits alone, the zone last", () => {
  expect(agentPoolNames("data-base", "2")).toEqual({ name: "database2", temporary: "database2t" });
});

test("the longest pool's names fit AKS", () => {
  const { name, temporary } = agentPoolNames("p".repeat(longestPoolLetters), "3");
  expect([name, temporary].map(({ length }) => length)).toEqual([11, 12]);
});

test("the longest prefix fits every name", () => {
  const names = aksNames(longestPrefix);
  expect(names.cluster.length).toBeLessThanOrEqual(54);
  expect(names.nodeResourceGroup.length).toBeLessThanOrEqual(80);
  expect(names.logWorkspace.length).toBeLessThanOrEqual(63);
  expect(names.workloadIdentity("w".repeat(longestIdentityName)).length).toBeLessThanOrEqual(128);
});

test("names that are the world's are each their own, and differ by place and prefix", () => {
  const place = { id: "11111111-1111-4111-8111-111111111111", region: "westeurope" };
  const all = [
    ...Object.values(aksGlobalNames("acme-dev", place)),
    ...Object.values(aksGlobalNames("acme-prod", place)),
    ...Object.values(aksGlobalNames("acme-dev", { ...place, region: "northeurope" })),
    ...Object.values(aksGlobalNames(longestPrefix, place)),
  ];
  expect(new Set(all).size).toBe(all.length);
  for (const name of all) expect(name).toMatch(/^[a-z][a-z0-9]{2,23}$/);
});
