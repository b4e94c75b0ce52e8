import { platformProfiles } from "../../../constructs/contract/platform";
import { argoCdValues } from "../../../constructs/platform/kubernetes/argo-cd-values";

test.each(platformProfiles)("nobody signs in to Argo CD by a password, or without one, in %s", (profile) => {
  expect(argoCdValues(profile, "example.com")).toMatchObject({
    configs: {
      cm: { "admin.enabled": false, "users.anonymous.enabled": false, "exec.enabled": false },
      rbac: { "policy.default": "" },
    },
    dex: { enabled: false },
  });
});

test("prod survives the loss of any pod, and of a node at an upgrade", () => {
  const two = { replicas: 2, pdb: { enabled: true, maxUnavailable: 1 } };
  expect(argoCdValues("prod", "example.com")).toMatchObject({
    server: two,
    repoServer: two,
    applicationSet: two,
    redis: { enabled: false },
    "redis-ha": { enabled: true, podDisruptionBudget: { maxUnavailable: 1 } },
  });
});

test.each(["dev", "staging"] as const)("%s has one of each part", (profile) => {
  const one = { replicas: 1 };
  expect(argoCdValues(profile, "example.com")).toMatchObject({
    server: one,
    repoServer: one,
    applicationSet: one,
    redis: { enabled: true },
    "redis-ha": { enabled: false },
  });
});

test("Argo CD's kinds, and with them all Applications, outlive its release", () => {
  expect(argoCdValues("dev", "example.com")).toMatchObject({ crds: { keep: true } });
});
