// The controls of the Pod Security Standards have teeth: pods that they must refuse, and pods that they must not.

import { type Manifest, readManifests } from "../../scripts/render/manifest";
import {
  allSecuredWith,
  baselineMistakes,
  containerWith,
  podWith,
  restrictedMistakes,
  securedWith,
} from "./fixtures/pod-security-mistakes";
import { baseline, restricted } from "./pod-security/controls";
import type { Pod } from "./pods";
import { breachesOf, type Level, podSecurityProblems, unrestrictedPods } from "./rules/pod-security";

function brokenBy(pod: Pod, level: Level): readonly string[] {
  return breachesOf(pod, level).map(({ control }) => control);
}

const good: readonly (readonly [string, Pod])[] = [
  ["as it should be", podWith({})],
  ["with a profile of each container's own", securedWith({ seccompProfile: { type: "Localhost" } })],
  ["with containers that each say that they are not root", securedWith({ runAsNonRoot: true })],
  ["with a port below 1024", securedWith({ capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE"] } })],
  ["with a setting of its own kernel's", allSecuredWith({ sysctls: [{ name: "net.ipv4.tcp_rmem" }] })],
  ["with a probe of itself", containerWith({ livenessProbe: { httpGet: { port: 80, host: "" } } })],
  ["with a port", containerWith({ ports: [{ containerPort: 80, hostPort: 0 }] })],
  ["with SELinux' usual type", allSecuredWith({ seLinuxOptions: { type: "container_t" } })],
  ["with AppArmor", securedWith({ appArmorProfile: { type: "RuntimeDefault" } })],
  [
    "with AppArmor as it was",
    podWith({}, { "container.apparmor.security.beta.kubernetes.io/web": "localhost/web" }),
  ],
  [
    "with volumes",
    podWith({
      volumes: [
        { name: "scratch", emptyDir: {} },
        { name: "data", csi: { driver: "d" } },
      ],
    }),
  ],
];

test.each(good)("a pod %s is restricted", (_, pod) => {
  expect(breachesOf(pod, "restricted")).toEqual([]);
});

test.each(baselineMistakes)("%s is refused by both profiles", (_, pod, control) => {
  expect(brokenBy(pod, "baseline")).toContain(control);
  expect(brokenBy(pod, "restricted")).toContain(control);
  expect(brokenBy(pod, "privileged")).toEqual([]);
});

test.each(restrictedMistakes)("%s is refused by the higher profile", (_, pod, control) => {
  expect(brokenBy(pod, "restricted")).toContain(control);
  expect(brokenBy(pod, "baseline")).toEqual([]);
});

test("every control has a mistake", () => {
  const names = (controls: typeof baseline) => controls.map(({ name }) => name);
  const proven = (mistakes: typeof baselineMistakes) => new Set(mistakes.map(([, , control]) => control));
  expect(proven(baselineMistakes)).toEqual(new Set(names(baseline)));
  expect(proven(restrictedMistakes)).toEqual(new Set(names(restricted)));
});

test("a mistake is said with its place", () => {
  const [breach] = breachesOf(securedWith({ privileged: true }, "initContainers"), "baseline");
  expect(breach?.problem).toBe("container web: securityContext.privileged is true");
});

/** A Redis in a namespace with labels. */
function redisIn(labels: string, fields = ""): readonly Manifest[] {
  return readManifests(`
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { ${labels} } }
---
apiVersion: redis.redis.opstreelabs.in/v1beta2
kind: RedisReplication
metadata: { name: redis, namespace: shop }
spec: { ${fields} }
`);
}

const enforce = "pod-security.kubernetes.io/enforce";
const version = "pod-security.kubernetes.io/enforce-version";

test("a pod is held against what its namespace enforces", () => {
  const bad = "hostNetwork: true";
  expect(podSecurityProblems(redisIn(`${enforce}: privileged, ${version}: v1.35`, bad))).toEqual([]);
  expect(podSecurityProblems(redisIn(`${enforce}: baseline, ${version}: v1.35`, bad))).toEqual([
    "redis.redis.opstreelabs.in/v1beta2 RedisReplication shop/redis is not baseline: Host Namespaces: hostNetwork is true",
  ]);
  expect(podSecurityProblems(redisIn(`${enforce}: restricted, ${version}: v1.35`))).not.toEqual([]);
  expect(unrestrictedPods(redisIn(`${enforce}: privileged, ${version}: v1.35`, bad))).toContain(
    "redis.redis.opstreelabs.in/v1beta2 RedisReplication shop/redis: Host Namespaces",
  );
});

test("a namespace with pods says what it enforces, and of which version", () => {
  for (const labels of [
    "",
    `${enforce}: strict, ${version}: v1.35`,
    `${enforce}: privileged, ${version}: v1.34`,
  ])
    expect(podSecurityProblems(redisIn(labels))).toEqual([expect.stringContaining("its namespace enforces")]);
});
